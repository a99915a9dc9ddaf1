import {
  appendFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import t, { type Test } from 'tap';
import { exercises } from '../../src/course/exercises.js';
import { packageRoot } from '../../src/environment/package-root.js';
import { Learner } from '../support/learner.js';

const ID = 'off_the_js_thread';
const number = String(exercises.findIndex(({ id }) => id === ID) + 1);
const template = path.join(packageRoot, 'templates', ID);
const files = readdirSync(template).sort();

/** See test/commands/editor-files.test.ts. */
const FOR_EDITORS = ['.gitignore', '.vscode', 'compile_flags.txt'];

function namesIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => !FOR_EDITORS.includes(name));
}

function content(folder: string): Record<string, string> {
  return Object.fromEntries(
    namesIn(folder).map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]),
  );
}

function learner(t: Test, work?: Parameters<Test['testdir']>[0]): Learner {
  return new Learner(t, {}, work);
}

t.test('writes the starter files, selects the exercise and prints the next step', async (t) => {
  const anna = learner(t);
  await anna.run('select', ID);
  const { code, stdout, stderr } = await anna.run('start');
  t.equal(code, 0);
  t.equal(stderr, '');
  t.same(content(path.join(anna.folder, 'myaddon')), content(template));
  for (const file of files) t.match(stdout, `wrote ${path.join('myaddon', file)}\n`);
  t.match(stdout, '“OFF THE JS THREAD” is selected.');
  t.match(stdout, 'learnyounative verify myaddon/');
  t.equal((await anna.run('current')).stdout, 'OFF THE JS THREAD\n');
});

t.test('never overwrites, and lists the files it kept', async (t) => {
  const mine = '// mine';
  const anna = learner(t, { myaddon: { 'myaddon.cc': mine, 'notes.txt': 'stay' } });
  const { code, stdout } = await anna.run('start', ID, 'myaddon/');
  t.equal(code, 0);
  t.match(stdout, /kept +myaddon\/myaddon\.cc/);
  t.match(stdout, 'wrote myaddon/package.json');
  t.same(content(path.join(anna.folder, 'myaddon')), {
    ...content(template),
    'myaddon.cc': mine,
    'notes.txt': 'stay',
  });
  const again = await anna.run('start');
  t.equal(again.code, 0);
  t.notMatch(again.stdout, 'wrote');
});

t.test('files of the exercise before that nobody edited are replaced, with a copy', async (t) => {
  const anna = learner(t);
  const folder = path.join(anna.folder, 'myaddon');
  const file = (name: string) => readFileSync(path.join(folder, name), 'utf8');
  const solved = readFileSync(
    path.join(packageRoot, 'exercises', 'call_me_back', 'solution', 'myaddon.cc'),
    'utf8',
  );
  await anna.run('start', 'call_me_back');
  const begun = file('myaddon.cc');
  const { code, stdout } = await anna.run('start', ID);
  t.equal(code, 0);
  t.match(stdout, `wrote ${path.join('myaddon', 'myaddon.cc')}; the file of the exercise before is kept as`);
  t.equal(file('myaddon.cc'), readFileSync(path.join(template, 'myaddon.cc'), 'utf8'));
  t.equal(file('myaddon.cc.call_me_back'), begun);

  // The official answer counts as well. An older copy with other content stays.
  writeFileSync(path.join(folder, 'myaddon.cc'), solved);
  t.equal((await anna.run('start', ID)).code, 0);
  t.equal(file('myaddon.cc.call_me_back'), begun);
  t.equal(file('myaddon.cc.call_me_back.2'), solved);
  t.equal(file('myaddon.cc'), readFileSync(path.join(template, 'myaddon.cc'), 'utf8'));
});

t.test('for a file that the learner edited, what the starter file adds is printed', async (t) => {
  const anna = learner(t);
  const file = path.join(anna.folder, 'myaddon', 'myaddon.cc');
  await anna.run('start', 'call_me_back');
  appendFileSync(file, '// mine');
  const mine = readFileSync(file, 'utf8');
  const { stdout } = await anna.run('start', ID);
  t.match(stdout, /myaddon\.cc is yours, so it was not changed\./);
  for (const step of [1, 2, 3, 4, 5]) t.match(stdout, new RegExp(`^\\+ *// STEP ${step}: `, 'm'));
  t.match(stdout, /^\+class DelayWorker/m, 'with the code around the steps');
  t.equal(readFileSync(file, 'utf8'), mine);
  t.notMatch((await anna.run('start', ID, './fresh')).stdout, 'STEP');
});

t.test('a folder in place of a file is kept', async (t) => {
  const anna = learner(t, { myaddon: { 'myaddon.cc': { inside: 'mine' } } });
  const { code, stdout, stderr } = await anna.run('start', ID);
  t.equal(code, 0);
  t.equal(stderr, '');
  t.match(stdout, /kept +myaddon\/myaddon\.cc/);
  t.match(stdout, /^\+ *\/\/ STEP 1: /m);
});

t.test('a link in place of a file is kept', { skip: process.platform === 'win32' }, async (t) => {
  const anna = learner(t);
  await anna.run('start', 'call_me_back', './other');
  const folder = path.join(anna.folder, 'myaddon');
  mkdirSync(folder);
  symlinkSync(path.join(anna.folder, 'other', 'myaddon.cc'), path.join(folder, 'myaddon.cc'));
  const { stdout } = await anna.run('start', ID);
  t.match(stdout, /kept +myaddon\/myaddon\.cc/);
  t.ok(lstatSync(path.join(folder, 'myaddon.cc')).isSymbolicLink());
});

t.test('an argument with a slash is the folder, any other the exercise', async (t) => {
  const anna = learner(t);
  await anna.run('select', ID);
  t.equal((await anna.run('start', './1')).code, 0);
  t.equal((await anna.run('start', path.join(anna.folder, 'here', 'deep'))).code, 0);
  t.equal((await anna.run('start', number, 'there')).code, 0);
  t.same(readdirSync(anna.folder).sort(), ['1', 'here', 'there']);
  t.same(namesIn(path.join(anna.folder, 'here', 'deep')).sort(), files);
  const { code, stderr } = await anna.run('start', 'there');
  t.equal(code, 2);
  t.match(stderr, /no exercise “there”/);
  t.equal((await anna.run('start', '.')).code, 0);
  t.same(namesIn(anna.folder).sort(), ['1', 'here', 'there', ...files].sort());
});

t.test('a file in place of the folder is an error, and is kept', async (t) => {
  const anna = learner(t, { myaddon: 'a file' });
  for (const folder of ['myaddon', 'myaddon/inner']) {
    const { code, stdout, stderr } = await anna.run('start', number, folder);
    t.equal(code, 2);
    t.equal(stdout, '');
    t.match(stderr, /^Cannot write .* there is a file where the folder “myaddon.*” should be\.\n$/);
  }
  t.equal(readFileSync(path.join(anna.folder, 'myaddon'), 'utf8'), 'a file');
  t.equal((await anna.run('current')).code, 2, 'nothing is selected');
});

t.test('an unwritable folder is an error', async (t) => {
  const anna = learner(t);
  const { code, stderr } = await anna.run('start', number, `${'a'.repeat(300)}/`);
  t.equal(code, 2);
  t.match(stderr, /^Cannot write the starter files to “a+\/” \(ENAMETOOLONG\)\.\n$/);
});

t.test('without arguments, an exercise without files is skipped', async (t) => {
  const anna = learner(t);
  const { code, stdout } = await anna.run('start');
  t.equal(code, 0);
  t.match(stdout, /“CHECK YOUR TOOLS” has no files[^\n]+verify --exercise check_your_tools/);
  t.match(stdout, '“THE PAPERWORK” is selected.');
  const begun = path.join(packageRoot, 'templates', 'the_paperwork');
  t.same(content(path.join(anna.folder, 'myaddon')), content(begun));

  await anna.run('select', 'check_your_tools');
  t.equal((await anna.run('start', 'again/')).code, 0);
  t.equal((await anna.run('current')).stdout, 'THE PAPERWORK\n');
});
