/** Files and arguments with anything in them: each is told in a sentence, and none is an internal error. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import t from 'tap';
import { readGypSources } from '../../src/build/gyp-source.js';
import { isPlainGyp } from '../../src/build/plain-gyp.js';
import { blamedOnGyp, noSources, refusedGyp, unreadResult, wrongType } from '../../src/course/gyp-faults.js';
import { Progress } from '../../src/course/progress.js';
import { renderFinding as render } from '../../src/report/render.js';
import { readPackageJson } from '../../src/submission/package-json.js';
import { gypPackage } from '../support/gyp-package.js';
import { isLong, misbehaviour, Scene } from './scene.js';

const SEED = 20_261_126;
const MANY = isLong ? 10_000 : 1_000;

const GYP = `{
  "targets": [
    {
      "target_name": "myaddon",
      "sources": ["myaddon.cc"],
      "include_dirs": ["<!(node -p \\"require('node-addon-api').include_dir\\")"],
      "defines": ["NAPI_DISABLE_CPP_EXCEPTIONS"]
    }
  ]
}
`;
const MANIFEST = `${JSON.stringify({ name: 'myaddon', version: '1.0.0', main: 'index.js', gypfile: true, dependencies: { bindings: '^1.5.0' } }, null, 2)}\n`;
const PROGRESS = `${JSON.stringify({ version: 1, current: 'say_what', completed: ['signs_of_life'], hints: { say_what: 2 } })}\n`;

/** Texts that are nearly `original`: with parts that are removed, doubled, swapped, or replaced by something odd. */
function nearly(original: string): fc.Arbitrary<string> {
  const odd = fc.oneof(
    fc.constantFrom(
      '',
      '\0',
      '"',
      "'",
      '{',
      '}',
      '[',
      ']',
      ',',
      '\\',
      '\n',
      '#',
      '<!(',
      ')',
      'null',
      '1e999',
      '\ufeff',
      '\u2028',
      '\ud800',
      '['.repeat(5_000),
    ),
    fc.string({ maxLength: 8 }),
    fc.string({ unit: 'binary', maxLength: 4 }),
  );
  const edit = fc.record({ from: fc.nat(original.length), length: fc.nat(20), by: odd });
  return fc
    .array(edit, { minLength: 1, maxLength: 4 })
    .map((edits) =>
      edits.reduce(
        (text, { from, length, by }) => text.slice(0, from) + by + text.slice(from + length),
        original,
      ),
    );
}

function everyText(original: string): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 8, arbitrary: nearly(original) },
    { weight: 1, arbitrary: fc.json() },
    fc.string({ unit: 'binary' }),
  );
}

t.test('package.json', async (t) => {
  const folder = t.testdir({ 'index.js': '' });
  const options = { seed: SEED, numRuns: MANY };
  fc.assert(
    fc.property(everyText(MANIFEST), (text) => {
      writeFileSync(path.join(folder, 'package.json'), text);
      const reading = readPackageJson(folder);
      return reading.ok || render(reading.finding).observed !== '';
    }),
    options,
  );
});

t.test('binding.gyp', async (t) => {
  const texts = fc.sample(everyText(GYP), { seed: SEED, numRuns: MANY });
  const names = texts.map((_, index) => `${index}.gyp`);
  const folder = await gypPackage(t, Object.fromEntries(texts.map((text, index) => [names[index]!, text])));
  const sources = await readGypSources(folder, names);
  t.equal(sources.length, texts.length);
  const compiled = {
    kind: 'compile',
    message: 'napi.h: No such file or directory',
    where: 'myaddon.cc:1',
  } as const;
  for (const source of sources) {
    isPlainGyp(source.text);
    const findings = [
      noSources('myaddon', source),
      unreadResult(source, 'myaddon.target.mk:54: *** missing separator.  Stop.'),
      refusedGyp({ kind: 'gyp', message: 'SyntaxError: invalid syntax', where: 'binding.gyp:3' }, source),
      wrongType(source, 'myaddon'),
      blamedOnGyp(compiled, source, 'myaddon', []),
    ];
    for (const finding of findings)
      if (finding && render(finding).observed === '') t.fail(JSON.stringify(finding));
  }
});

t.test('progress', async (t) => {
  const folder = path.join(t.testdir(), 'config');
  fc.assert(
    fc.property(everyText(PROGRESS), (text) => {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder);
      writeFileSync(path.join(folder, 'progress.json'), text);
      const progress = new Progress(folder, () => {});
      progress.verified('say_what', 'builds');
      progress.complete('say_what');
      return new Progress(folder, () => {}).completed.includes('say_what');
    }),
    { seed: SEED, numRuns: MANY },
  );
});

t.test('arguments', async (t) => {
  const words = [
    'verify',
    'run',
    'trace',
    'list',
    'print',
    'help',
    'hint',
    'more',
    'select',
    'start',
    'solution',
    'stats',
    'explain',
    'current',
    'completion',
    'next',
    '--json',
    '--exercise',
    '--trace',
    '--probe',
    '--all',
    '-h',
    '--',
    '-',
    '',
    '.',
    '/',
    '0',
    '-1',
    '99',
    'say_what',
    'myaddon',
    'SAY WHAT?',
    '🤷',
    '\x1b[31m',
    '\n',
    '--exercise=',
    'x'.repeat(5_000),
    '__proto__',
    'constructor',
    'toString',
  ];
  const argument = fc.oneof(
    fc.constantFrom(...words),
    fc.string({ maxLength: 6 }).filter((word) => !word.includes('\0')),
  );
  const samples = fc.sample(fc.array(argument, { minLength: 1, maxLength: 4 }), {
    seed: SEED,
    numRuns: isLong ? 1_500 : 80,
  });
  const scene = new Scene(t, 'say_what');
  const queue = [...samples];
  await Promise.all(
    Array.from({ length: 3 }, async () => {
      for (let args = queue.pop(); args !== undefined; args = queue.pop()) {
        const { child, ended } = scene.start(args, { LEARNYOUNATIVE_PROBE: 'off' });
        const limit = setTimeout(() => child.kill('SIGKILL'), 60_000);
        const end = await ended;
        clearTimeout(limit);
        t.equal(end.signal, null, `${JSON.stringify(args)} ends`);
        t.equal(misbehaviour(end), undefined, JSON.stringify(args));
        t.notMatch(end.stdout + end.stderr, '\x1b[31m', 'no escape of an argument reaches the terminal');
      }
    }),
  );
});
