import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { readPackageJson } from '../../src/submission/package-json.js';

type Folder = Exclude<Parameters<typeof t.testdir>[0], string | undefined>;

/** What is said about a package.json of this text; an index.js stands beside it. */
function failureFor(text: string | Buffer, beside: Folder = { 'index.js': '' }) {
  const folder = t.testdir({ package: { ...beside, 'package.json': text } });
  const reading = readPackageJson(path.join(folder, 'package'));
  return reading.ok ? undefined : reading.failure;
}

t.test('a good one', async (t) => {
  const folder = t.testdir({ 'package.json': '{"main": "lib/a.js"}', lib: { 'a.js': '' } });
  t.same(readPackageJson(folder), {
    ok: true,
    value: { main: 'lib/a.js', content: { main: 'lib/a.js' }, text: '{"main": "lib/a.js"}' },
  });
});

t.test('a main module that is not written yet', async (t) => {
  for (const text of ['{}', '{"main": "index.js"}']) {
    const folder = t.testdir({ 'package.json': text });
    t.match(readPackageJson(folder), { ok: false, failure: { observed: /there is no such file/ } });
    t.match(readPackageJson(folder, { withoutMain: true }), { ok: true });
  }
  t.match(readPackageJson(t.testdir({ 'package.json': '{,}' }), { withoutMain: true }), { ok: false });
});

t.test('what is no fault', async (t) => {
  t.equal(failureFor('\uFEFF{"main": "index.js"}'), undefined, 'a byte order mark');
  t.equal(failureFor('{}'), undefined, 'no main: index.js');
  t.equal(failureFor('{"main": "index"}'), undefined, 'an extension left out');
  t.equal(failureFor('{"main": "./index.js"}'), undefined);
  t.equal(failureFor('{"main": "lib"}', { lib: { 'index.js': '' } }), undefined, 'a folder with an index.js');
  t.equal(failureFor('{"main": "lib/"}', { lib: { 'index.json': '' } }), undefined);
  t.equal(failureFor('{"main": "build/Release/myaddon.node"}', {}), undefined, 'the build makes it');
  t.equal(failureFor('{"main": "build/Release/myaddon"}', {}), undefined);
});

t.test('not there, not readable', async (t) => {
  const folder = t.testdir({});
  const reading = readPackageJson(folder);
  t.match(reading, { ok: false, failure: { observed: /There is no package\.json/, where: 'package.json' } });
  mkdirSync(path.join(folder, 'package.json'));
  t.match(readPackageJson(folder), { ok: false, failure: { observed: /cannot be read: .*EISDIR/ } });
  rmSync(path.join(folder, 'package.json'), { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), Buffer.from('\uFEFF{}', 'utf16le'));
  t.match(readPackageJson(folder), { ok: false, failure: { observed: /not valid JSON/ } });
});

const broken: readonly (readonly [what: string, text: string, line: number, shown: string])[] = [
  ['a trailing comma', '{\n  "name": "a",\n  "main": "index.js",\n}\n', 4, '}'],
  ['a comma forgotten', '{\n  "name": "a"\n  "main": "index.js"\n}\n', 2, '"name": "a"'],
  ['never closed', '{\n  "name": "a",\n  "main": "index.js"\n\n\n', 3, '"main": "index.js"'],
  ['closed too often', '{\n  "name": "a"\n}\n}\n', 4, '}'],
  ['a comment', '{\n  // mine\n  "name": "a"\n}\n', 2, '// mine'],
  ['single quotes around a value', '{\n  "name": \'a\',\n  "main": "index.js"\n}\n', 2, '"name": \'a\','],
  ['single quotes around a key', '{\n  \'name\': "a",\n  "main": "index.js"\n}\n', 2, '\'name\': "a",'],
  ['no quotes', '{\n  "private": yes,\n  "main": "index.js"\n}\n', 2, '"private": yes,'],
  ['a word cut short', '{\n  "private": tru,\n  "main": "index.js"\n}\n', 2, '"private": tru,'],
  ['a trailing comma in a list', '{\n  "files": [\n    "a",\n  ],\n  "main": "b"\n}\n', 4, '],'],
  ['a text over two lines', '{\n  "name": "a\nb"\n}\n', 2, '"name": "a'],
  ['after a byte order mark', '\uFEFF{\n  "name": a\n}\n', 2, '"name": a'],
  ['Windows line ends', '{\r\n  "name": "a",\r\n  "main": oops\r\n}\r\n', 3, '"main": oops'],
];

for (const [what, text, line, shown] of broken) {
  t.test(`a mistake in its line: ${what}`, async (t) => {
    const failure = failureFor(text);
    t.equal(failure?.where, `package.json:${line}`);
    const [said, excerpt, ...more] = failure?.observed?.split('\n') ?? [];
    t.match(said, /^package\.json is not valid JSON: \S/);
    t.notMatch(
      said,
      /position|is not valid JSON$|\.\.\./,
      'the place is the line, not a number of characters',
    );
    const indent = text.split('\n')[line - 1]?.match(/^ */)?.[0];
    t.equal(excerpt, `  ${line} | ${indent}${shown}`);
    t.same(more, []);
  });
}

t.test('a comma that is missing', async (t) => {
  const line = (text: string) =>
    /comma is missing at the end of line (\d+)/.exec(failureFor(text)?.observed ?? '')?.[1];
  t.equal(line('{\n  "name": "a"\n  "main": "index.js"\n}\n'), '2');
  t.equal(line('{\n  "gypfile": true\n\n  "main": "index.js"\n}\n'), '2', 'an empty line between');
  t.equal(line('{\n  "bugs": {}\r\n  "main": "index.js"\r\n}\n'), '2');
  t.equal(line('{"files": [\n  "a",\n  "b"\n  "c"\n]}\n'), '3', 'in a list');
  t.equal(line('{\n  "name" "a",\n}'), undefined, 'a colon is missing');
  t.equal(line('{\n  "name"\n  "main": "index.js"\n}'), undefined, 'a colon and more');
  t.equal(line('{\n  "name": "a" "main": "index.js"\n}'), undefined, 'in the midst of a line');
  t.equal(line('{\n  "name": "a"\n  // mine\n}'), undefined, 'a comment');
});

t.test('empty', async (t) => {
  t.match(failureFor(''), { observed: /Unexpected end of JSON input/, where: 'package.json:1' });
});

t.test('JSON, but not an object', async (t) => {
  for (const text of ['[]', '[{"main": "index.js"}]', '"index.js"', '1', 'null', 'true'])
    t.match(failureFor(text), { observed: /not an object/, where: 'package.json:1' }, text);
});

t.test('main', async (t) => {
  const text = (main: string) =>
    `{\n  "name": "a",\n  "keywords": ["main"],\n  "main": ${main},\n  "private": true\n}\n`;
  for (const main of ['7', '["index.js"]', '{}'])
    t.match(failureFor(text(main)), { observed: /not a string/, where: 'package.json:4' }, main);
  t.match(failureFor(text('"lib/index.js"')), {
    observed: '"main" is lib/index.js, but there is no such file.',
    where: 'package.json:4',
  });
  t.match(failureFor(text('"lib/index.js"')), { hint: /"main": "index\.js"/ }, 'what is there');
  t.match(failureFor(text('"lib/index.js"'), {}), { hint: /add the file/ });
  t.match(failureFor('{}', {}), { observed: /index\.js, but there is no/, where: /^package\.json$/ });
  t.match(failureFor('{}', {}), { observed: /^package\.json has no "main"/ });
  t.match(
    failureFor(text('"lib"'), { lib: {} }),
    { where: 'package.json:4' },
    'a folder without an index file',
  );
  t.match(failureFor(text('"builder/a.js"'), {}), { where: 'package.json:4' }, 'not the build folder');
  t.match(failureFor(text('"../build/a.js"'), {}), { where: 'package.json:4' }, 'not its build folder');
});
