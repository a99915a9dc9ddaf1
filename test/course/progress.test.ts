import { execFile, execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import t from 'tap';
import { Progress } from '../../src/course/progress.js';
import { compiledModule } from '../../src/environment/package-root.js';

const run = promisify(execFile);

function open(folder: string) {
  const warnings: string[] = [];
  return { progress: new Progress(folder, (line) => warnings.push(line)), warnings };
}

function written(folder: string) {
  return JSON.parse(readFileSync(path.join(folder, 'progress.json'), 'utf8'));
}

t.test('begins empty, without writing anything', async (t) => {
  const folder = path.join(t.testdir(), 'not', 'there');
  const { progress, warnings } = open(folder);
  t.equal(progress.current, undefined);
  t.same(progress.completed, []);
  t.throws(() => readdirSync(folder), { code: 'ENOENT' });
  t.same(warnings, []);
});

t.test('lasts from one process to the next', async (t) => {
  const folder = path.join(t.testdir(), 'made', 'when', 'needed');
  const { progress } = open(folder);
  progress.select('one');
  progress.complete('one');
  progress.complete('one');
  progress.complete('two');
  const again = open(folder).progress;
  t.equal(again.current, 'one');
  t.same(again.completed, ['one', 'two']);
  t.ok(again.isCompleted('two'));
  t.same(readdirSync(folder), ['progress.json'], 'neither lock nor half a file is left');
});

t.test('forgets one exercise, or all', async (t) => {
  const folder = t.testdir();
  const { progress } = open(folder);
  progress.select('one');
  progress.complete('one');
  progress.complete('two');
  progress.reset('one');
  t.same(progress.completed, ['two']);
  t.equal(progress.current, 'one', 'what is selected stays selected');
  progress.reset();
  t.same(written(folder), { version: 1, current: null, completed: [] });
});

t.test('keeps what a later version has written', async (t) => {
  const folder = t.testdir({
    'progress.json': JSON.stringify({ version: 2, current: null, completed: ['later'], hints: { one: 2 } }),
  });
  const { progress, warnings } = open(folder);
  progress.complete('one');
  t.same(written(folder), { version: 2, current: null, completed: ['later', 'one'], hints: { one: 2 } });
  t.same(warnings, []);
});

const damaged: Record<string, string> = {
  'half a file': '{"version":1,"current":"one","compl',
  'an empty file': '',
  'another kind of value': '[1, 2]',
  'a list that is none': '{"version":1,"current":null,"completed":"one"}',
  'ids that are none': '{"version":1,"current":null,"completed":[7]}',
};

for (const [what, content] of Object.entries(damaged)) {
  t.test(`sets a damaged file aside: ${what}`, async (t) => {
    const folder = t.testdir({ 'progress.json': content, 'other.json': 'stays' });
    const { progress, warnings } = open(folder);
    t.same(progress.completed, []);
    progress.complete('two');
    t.equal(warnings.length, 1, 'one line tells of it');
    const aside = readdirSync(folder).find((name) => name.startsWith('progress.json.damaged-'));
    t.ok(warnings[0]?.includes(String(aside)), 'and says where the file is');
    t.equal(readFileSync(path.join(folder, String(aside)), 'utf8'), content, 'which is unchanged');
    t.same(written(folder).completed, ['two']);
    t.equal(readFileSync(path.join(folder, 'other.json'), 'utf8'), 'stays');
    t.same(open(folder).progress.completed, ['two']);
  });
}

t.test('a folder in the place of the file is set aside, too', async (t) => {
  const folder = t.testdir({ 'progress.json': { inside: 'kept' } });
  const { progress, warnings } = open(folder);
  progress.complete('one');
  t.equal(warnings.length, 1);
  t.same(written(folder).completed, ['one']);
});

t.test('works, and says so once, where nothing can be written', async (t) => {
  const folder = path.join(t.testdir({ file: '' }), 'file', 'config');
  const { progress, warnings } = open(folder);
  progress.select('one');
  progress.complete('one');
  t.equal(progress.current, 'one', 'this process remembers');
  t.ok(progress.isCompleted('one'));
  t.equal(warnings.length, 1);
  t.match(warnings[0], /cannot be saved: .*progress\.json \(\w+\)$/);
});

t.test('many processes at once lose nothing of each other', async (t) => {
  const folder = t.testdir();
  const ids = Array.from({ length: 8 }, (_, index) => `exercise_${index}`);
  await Promise.all(ids.map((id) => completeTwentyIn(folder, id)));
  const all = ids.flatMap((id) => Array.from({ length: 20 }, (_, index) => `${id}_${index}`));
  t.same(new Set(written(folder).completed), new Set(all));
});

for (const minutes of [1, -60])
  t.test(`a lock that a killed process has left holds nobody up, ${minutes} minutes old`, async (t) => {
    const folder = t.testdir({ 'progress.json.lock': '' });
    age(path.join(folder, 'progress.json.lock'), minutes);
    const start = Date.now();
    open(folder).progress.complete('one');
    t.ok(Date.now() - start < 1_000);
    t.same(readdirSync(folder), ['progress.json']);
    t.same(written(folder).completed, ['one']);
  });

t.test('a FIFO in its place is set aside', { skip: process.platform === 'win32' }, async (t) => {
  const folder = t.testdir();
  execFileSync('mkfifo', [path.join(folder, 'progress.json')]);
  const { progress, warnings } = open(folder);
  progress.complete('one');
  t.match(warnings[0], /could not be read/);
  t.same(written(folder).completed, ['one']);
});

t.test('a lock that cannot be removed does not stop the learner', async (t) => {
  const folder = t.testdir({ 'progress.json.lock': { inside: '' } });
  age(path.join(folder, 'progress.json.lock'), 1);
  const start = Date.now();
  open(folder).progress.complete('one');
  t.ok(Date.now() - start < 1_000);
  t.same(written(folder).completed, ['one']);
});

function age(file: string, minutes: number): void {
  const then = new Date(Date.now() - minutes * 60_000);
  utimesSync(file, then, then);
}

/** Another process, marking one exercise after another as done. */
async function completeTwentyIn(folder: string, id: string): Promise<void> {
  const module = pathToFileURL(compiledModule('src', 'course', 'progress.js')).href;
  const script = `
    import { Progress } from ${JSON.stringify(module)};
    const progress = new Progress(${JSON.stringify(folder)}, console.error);
    for (let i = 0; i < 20; i++) progress.complete(${JSON.stringify(id)} + '_' + i);`;
  await run(process.execPath, ['--input-type=module', '-e', script]);
}
