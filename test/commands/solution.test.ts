import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import t, { type Test } from 'tap';
import { packageRoot } from '../../src/environment/package-root.js';
import { EXIT } from '../../src/report/stop.js';
import { Shell } from '../support/shell-context.js';

const ID = 'off_the_js_thread';
const official = path.join(packageRoot, 'exercises', ID, 'solution');

/** A folder with the official solution, except for one line of its C++. */
function almost(t: Test): string {
  const folder = path.join(t.testdir({}), 'mine');
  cpSync(official, folder, { recursive: true });
  const file = path.join(folder, 'myaddon.cc');
  const code = readFileSync(file, 'utf8').replace(
    'worker->Queue();',
    'worker->Queue( /* off we go */ ), "\u001b[2J";  // now',
  );
  writeFileSync(file, code.replaceAll('\n', '\r\n'));
  return folder;
}

t.test('is not shown until the exercise has passed', async (t) => {
  const shell = new Shell(t);
  shell.context.progress.select(ID);
  await t.rejects(shell.run('solution'), { exitCode: EXIT.usage, message: /--show/ });
  t.equal(shell.out, '');
  t.equal(await shell.run('solution', '--show', t.testdir({ 'package.json': '{}' }) + path.sep), EXIT.ok);
  t.match(shell.out, '+class DelayWorker');
});

t.test('shows the lines that differ, and names the files that do not', async (t) => {
  const shell = new Shell(t);
  shell.context.progress.complete(ID, almost(t));
  t.equal(await shell.run('solution', ID), EXIT.ok);
  t.match(shell.out, /^- +worker->Queue\( *\), "";$/m);
  t.match(shell.out, /^\+ +worker->Queue\(\);$/m);
  t.equal(shell.out.match(/^[-+]/gm)?.length, 2, 'Windows newlines are not a difference');
  t.match(shell.out, 'The same code in both: binding.gyp, index.js, package.json');
  t.notMatch(shell.out, '\u001b', 'escape sequences in the learner’s code are removed');
});

t.test('comments and layout are no difference', async (t) => {
  const shell = new Shell(t);
  const folder = path.join(t.testdir({}), 'mine');
  cpSync(official, folder, { recursive: true });
  const edit = (file: string, change: (text: string) => string) => {
    const target = path.join(folder, file);
    writeFileSync(target, change(readFileSync(target, 'utf8')));
  };
  edit('myaddon.cc', (text) => `// mine\n${text.replaceAll(' {\n', '\n{\n').replaceAll('  ', '\t')}`);
  edit('package.json', (text) =>
    JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text)).reverse())),
  );
  edit('index.js', (text) => text.replaceAll("'", '"').replaceAll(';', ''));
  edit('binding.gyp', (text) =>
    text
      .replaceAll(/#.*/g, '')
      .replaceAll(/\s*\n\s*/g, ' ')
      .replace(/\] *\}/, '], }'),
  );
  t.equal(await shell.run('solution', ID, folder, '--show'), EXIT.ok);
  t.match(shell.out, 'The same code in both: myaddon.cc, binding.gyp, index.js, package.json');
  t.notMatch(shell.out, /^[-+@]/m);
});

t.test('a file of the solution that the learner does not have', async (t) => {
  const shell = new Shell(t);
  const folder = almost(t);
  rmSync(path.join(folder, 'index.js'));
  t.equal(await shell.run('solution', ID, folder, '--show'), EXIT.ok);
  t.match(shell.out, /index\.js \(you have no such file\)\n@@ .*\n\+module\.exports/);
});

t.test('without a folder, only the solution', async (t) => {
  const shell = new Shell(t);
  shell.context.progress.complete(ID, path.join(t.testdir({}), 'gone'));
  t.equal(await shell.run('solution', ID), EXIT.ok);
  t.match(shell.out, 'the official answer\n');
  t.match(shell.out, readFileSync(path.join(official, 'myaddon.cc'), 'utf8'));
});

t.test('a folder that does not exist', async (t) => {
  const shell = new Shell(t);
  shell.context.progress.complete(ID);
  await t.rejects(shell.run('solution', ID, './nowhere'), {
    exitCode: EXIT.usage,
    message: /no folder .*nowhere/,
  });
});
