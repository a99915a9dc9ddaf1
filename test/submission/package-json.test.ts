import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { finding } from '../../src/report/finding.js';
import { renderFinding } from '../../src/report/render.js';
import { readPackageJson } from '../../src/submission/package-json.js';

type Folder = Exclude<Parameters<typeof t.testdir>[0], string | undefined>;

/** What is said about a package.json of this text; an index.js stands beside it. */
function findingFor(text: string | Buffer, beside: Folder = { 'index.js': '' }) {
  const folder = t.testdir({ package: { ...beside, 'package.json': text } });
  const reading = readPackageJson(path.join(folder, 'package'));
  return reading.ok ? undefined : reading.finding;
}

t.test('a good one', async (t) => {
  const folder = t.testdir({ 'package.json': '{"main": "lib/a.js"}', lib: { 'a.js': '' } });
  t.same(readPackageJson(folder), {
    ok: true,
    value: { main: 'lib/a.js', content: { main: 'lib/a.js' }, text: '{"main": "lib/a.js"}' },
  });
});

t.test('a main module that is not written yet', async (t) => {
  const read = (text: string) => {
    const folder = t.testdir({ 'package.json': text });
    const reading = readPackageJson(folder);
    return {
      situation: reading.ok ? undefined : reading.finding.situation,
      withoutMain: readPackageJson(folder, { withoutMain: true }).ok,
    };
  };
  t.same(read('{}'), { situation: 'package-json.main-left-out', withoutMain: true });
  t.same(read('{"main": "index.js"}'), { situation: 'package-json.main-missing', withoutMain: true });
  t.match(readPackageJson(t.testdir({ 'package.json': '{,}' }), { withoutMain: true }), { ok: false });
});

t.test('what is no fault', async (t) => {
  t.equal(findingFor('\uFEFF{"main": "index.js"}'), undefined, 'a byte order mark');
  t.equal(findingFor('{}'), undefined, 'no main: index.js');
  t.equal(findingFor('{"main": "index"}'), undefined, 'an extension left out');
  t.equal(findingFor('{"main": "./index.js"}'), undefined);
  t.equal(findingFor('{"main": "lib"}', { lib: { 'index.js': '' } }), undefined, 'a folder with an index.js');
  t.equal(findingFor('{"main": "lib/"}', { lib: { 'index.json': '' } }), undefined);
  t.equal(findingFor('{"main": "build/Release/myaddon.node"}', {}), undefined, 'the build makes it');
  t.equal(findingFor('{"main": "build/Release/myaddon"}', {}), undefined);
});

t.test('not there, not readable', async (t) => {
  const folder = t.testdir({});
  t.hasStrict(readPackageJson(folder), {
    ok: false,
    finding: finding('package-json.missing', {}, 'package.json'),
  });
  mkdirSync(path.join(folder, 'package.json'));
  t.match(readPackageJson(folder), {
    ok: false,
    finding: { situation: 'package-json.unreadable', values: { reason: /EISDIR/ } },
  });
  rmSync(path.join(folder, 'package.json'), { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), Buffer.from('\uFEFF{}', 'utf16le'));
  t.match(readPackageJson(folder), { ok: false, finding: { situation: 'package-json.syntax' } });
});

t.test('a device, whose end is never reached', { skip: process.platform === 'win32' }, async (t) => {
  const folder = t.testdir({});
  symlinkSync('/dev/zero', path.join(folder, 'package.json'));
  t.match(readPackageJson(folder), {
    ok: false,
    finding: { situation: 'package-json.unreadable', values: { reason: /no regular file/ } },
  });
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
    const found = findingFor(text)!;
    t.equal(found.where, `package.json:${line}`);
    const indent = text.split('\n')[line - 1]?.match(/^ */)?.[0];
    t.equal(found.excerpt, `  ${line} | ${indent}${shown}`);
    const [said, ...excerpt] = renderFinding(found).observed.split('\n');
    t.match(said, /^package\.json is not valid JSON: \S/);
    t.notMatch(
      said,
      /position|is not valid JSON$|\.\.\./,
      'the place is the line, not a number of characters',
    );
    t.same(excerpt, [found.excerpt], 'the line stands below, and nothing else');
  });
}

t.test('a comma that is missing', async (t) => {
  const line = (text: string) => {
    const found = findingFor(text);
    return found?.situation === 'package-json.no-comma' ? found.values.line : undefined;
  };
  t.equal(line('{\n  "name": "a"\n  "main": "index.js"\n}\n'), 2);
  t.equal(line('{\n  "gypfile": true\n\n  "main": "index.js"\n}\n'), 2, 'an empty line between');
  t.equal(line('{\n  "bugs": {}\r\n  "main": "index.js"\r\n}\n'), 2);
  t.equal(line('{"files": [\n  "a",\n  "b"\n  "c"\n]}\n'), 3, 'in a list');
  t.equal(line('{\n  "name" "a",\n}'), undefined, 'a colon is missing');
  t.equal(line('{\n  "name"\n  "main": "index.js"\n}'), undefined, 'a colon and more');
  t.equal(line('{\n  "name": "a" "main": "index.js"\n}'), undefined, 'in the midst of a line');
  t.equal(line('{\n  "name": "a"\n  // mine\n}'), undefined, 'a comment');
});

t.test('empty', async (t) => {
  const reason = 'Unexpected end of JSON input';
  t.same(findingFor(''), finding('package-json.syntax', { reason }, 'package.json:1'));
});

t.test('JSON, but not an object', async (t) => {
  const texts = ['[]', '[{"main": "index.js"}]', '"index.js"', '1', 'null', 'true'];
  t.same(
    texts.map((text) => findingFor(text)),
    texts.map(() => finding('package-json.not-an-object', {}, 'package.json:1')),
  );
});

t.test('main', async (t) => {
  const text = (main: string) =>
    `{\n  "name": "a",\n  "keywords": ["main"],\n  "main": ${main},\n  "private": true\n}\n`;
  const others = ['7', '["index.js"]', '{}'];
  t.same(
    others.map((main) => findingFor(text(main))),
    others.map(() => finding('package-json.main-not-text', {}, 'package.json:4')),
  );
  const place = 'package.json:4';
  const missing = (main: string) => finding('package-json.main-missing', { main }, place);
  const notIndex = findingFor(text('"lib/index.js"'))!;
  t.same(notIndex, finding('package-json.main-not-index', { main: 'lib/index.js' }, place));
  t.match(renderFinding(notIndex).hint, /"main": "index\.js"/, 'what is there');
  t.same(findingFor(text('"lib/index.js"'), {}), missing('lib/index.js'));
  t.match(renderFinding(missing('lib/index.js')).hint, /add the file/i);
  t.same(findingFor('{}', {}), finding('package-json.main-left-out', { main: 'index.js' }, 'package.json'));
  t.same(findingFor(text('"lib"'), { lib: {} }), missing('lib'), 'a folder without an index file');
  t.same(findingFor(text('"builder/a.js"'), {}), missing('builder/a.js'), 'not the build folder');
  t.same(findingFor(text('"../build/a.js"'), {}), missing('../build/a.js'), 'not its build folder');
});
