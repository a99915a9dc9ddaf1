import t from 'tap';
import { mainOfExports } from '../../src/submission/package-exports.js';

t.test('the entry that require finds, or else import', async (t) => {
  const cases: readonly (readonly [exports: unknown, main: string | undefined])[] = [
    ['./a.js', './a.js'],
    [{ '.': './a.js', './b': './b.js' }, './a.js'],
    [{ import: './a.mjs', require: './a.cjs' }, './a.cjs'],
    [{ '.': { import: './a.mjs', default: './a.cjs' } }, './a.cjs'],
    [{ types: './a.d.ts', import: './a.mjs' }, './a.mjs'],
    [{ browser: './a.js', node: { require: './b.js' } }, './b.js'],
    [{ node: { deno: './a.js' }, default: './b.js' }, './b.js'],
    [[{ import: './a.mjs' }, './b.js'], './b.js'],
    [{ require: null, default: './a.js' }, './a.js'],
    [{ './b': './b.js' }, undefined],
    [{ '.': null }, undefined],
    [{}, undefined],
    [null, undefined],
    [undefined, undefined],
    [7, undefined],
  ];
  for (const [exports, main] of cases) t.equal(mainOfExports(exports), main, JSON.stringify(exports));
});
