import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { commands } from '../src/commands/index.js';
import { exercises } from '../src/course/exercises.js';
import { packageJson } from '../src/environment/package-root.js';
import { bin, Learner } from './support/learner.js';

const ESCAPE = '\u001b';
const FIRST = exercises[0]!.title;

t.test('without a command and without a terminal: the list, and what to type next', async (t) => {
  const { code, stdout, stderr } = await new Learner(t).run();
  t.equal(code, 0);
  t.equal(stderr, '');
  t.match(stdout, `1  ${FIRST}`);
  t.match(stdout, 'learnyounative select 1');
  t.notMatch(stdout, ESCAPE);
});

t.test('wrong usage: one sentence on standard error, exit code 2', async (t) => {
  const anna = new Learner(t);
  for (const line of ['verfy myaddon/', 'credits', 'list --jsn', 'print 99', 'reset']) {
    const { code, stdout, stderr } = await anna.run(...line.split(' '));
    t.equal(code, 2, line);
    t.equal(stdout, '', line);
    t.match(stderr, /^[^\n]+\n$/, `${line}: one line`);
  }
  t.same(readdirSync(anna.configFolder), [], 'a mistake changes nothing');
});

t.test('control characters of the command line are shown, not obeyed', async (t) => {
  const anna = new Learner(t);
  await anna.run('select', '4');
  const word = `no${ESCAPE}[31msuch\u0007`;
  const lines = [
    [word],
    ['verify', word],
    ['verify', `--${word}`],
    ['run', word],
    ['select', word],
    ['help', word],
  ];
  for (const line of lines) {
    const { stdout, stderr } = await anna.run(...line);
    t.equal(stdout, '', line.join(' '));
    t.match(stderr, '\\x1b[31msuch\\x07', line.join(' '));
    t.notMatch(stderr, ESCAPE, line.join(' '));
  }
  mkdirSync(path.join(anna.folder, word));
  const { stdout } = await anna.run('start', `${word}/`);
  t.match(stdout, '\\x1b[31msuch\\x07');
  t.notMatch(stdout, ESCAPE);
});

t.test('help', async (t) => {
  const help = await new Learner(t).run('help');
  t.equal(help.code, 0);
  t.equal(help.stderr, '');
  for (const { name } of commands) t.match(help.stdout, new RegExp(`^ {2}${name}\\b`, 'm'));
  for (const exitCode of [0, 1, 2, 3, 70, 130]) t.match(help.stdout, new RegExp(`^ {2}${exitCode}\\b`, 'm'));
  t.notMatch(help.stdout, /credits|language|update/);
});

t.test('version', async (t) => {
  const { stdout } = await new Learner(t).run('--version');
  t.equal(stdout, `${packageJson.version}\n`);
});

t.test('in a pipe, colour only if it is forced', async (t) => {
  for (const [env, coloured] of [
    [{}, false],
    [{ NO_COLOR: '1' }, false],
    [{ FORCE_COLOR: '1' }, true],
    [{ FORCE_COLOR: '0' }, false],
  ] as const) {
    for (const line of [['print', '1'], ['list']]) {
      const { stdout } = await new Learner(t, env).run(...line);
      t.equal(stdout.includes(ESCAPE), coloured, `${JSON.stringify(env)} ${line.join(' ')}`);
    }
  }
});

t.test('ASCII if the locale is not UTF-8', async (t) => {
  const anna = new Learner(t, { LANG: 'C' });
  for (const line of [
    [],
    ['list'],
    ['print', '1'],
    ['more', '1'],
    ['help'],
    ['select', '1'],
    ['start'],
    ['verfy'],
  ]) {
    const { stdout, stderr } = await anna.run(...line);
    t.match(stdout + stderr, /^\p{ASCII}+$/u, line.join(' '));
  }
});

t.test('works without HOME, and writes only the progress file', async (t) => {
  const anna = new Learner(t, {}, { home: {} });
  const home = path.join(anna.folder, 'home');
  anna.env.HOME = home;
  t.equal((await anna.run()).code, 0);
  t.equal((await anna.run('select', '1')).code, 0);
  t.same(readdirSync(home), []);
  t.same(readdirSync(anna.configFolder), ['progress.json']);
  t.same(readdirSync(anna.folder), ['home']);

  delete anna.env.HOME;
  delete anna.env.USERPROFILE;
  for (const line of [[], ['current'], ['print']]) {
    const { code, stderr } = await anna.run(...line);
    t.equal(code, 0);
    t.equal(stderr, '');
  }
});

// Other systems have no variable that sets the config folder.
if (process.platform === 'linux') {
  t.test('progress is saved below XDG_CONFIG_HOME', async (t) => {
    const anna = new Learner(t, { LEARNYOUNATIVE_CONFIG_DIR: '' });
    anna.env.XDG_CONFIG_HOME = anna.folder;
    await anna.run('select', '1');
    t.ok(existsSync(path.join(anna.folder, 'learnyounative', 'progress.json')));
  });
}

t.test('an unwritable config folder is reported, and commands work all the same', async (t) => {
  const anna = new Learner(t, {}, { file: '' });
  Object.assign(anna.env, { LEARNYOUNATIVE_CONFIG_DIR: path.join(anna.folder, 'file', 'config') });
  for (const line of [[], ['list'], ['print', '1'], ['next']]) {
    const { code, stdout, stderr } = await anna.run(...line);
    t.equal(code, 0, line.join(' '));
    t.match(stdout, FIRST);
    if (line[0] === 'next') t.match(stderr, /^Your progress cannot be saved: [^\n]+\n$/);
    else t.equal(stderr, '', line.join(' '));
  }
  const reset = await anna.run('reset', '--yes');
  t.match(reset, { code: 2, stdout: '', stderr: /cannot be saved: [^\n]+\nNothing was reset\.\n$/ });
});

t.test('a damaged progress file is reported once, in one line', async (t) => {
  const anna = new Learner(t);
  writeFileSync(path.join(anna.configFolder, 'progress.json'), '{"version":1,');
  const first = await anna.run('list');
  t.equal(first.code, 0);
  t.match(first.stderr, /^Your progress could not be read [^\n]+progress\.json\.damaged-[^\n]+\n$/);
  t.equal((await anna.run('list')).stderr, '');
});

t.test('an error of the system is no bug of the program', async (t) => {
  const anna = new Learner(t);
  const script = path.join(anna.folder, 'full.mjs');
  writeFileSync(
    script,
    `import { createRequire } from 'node:module';
     import fs from 'node:fs';
     const { readFileSync } = fs;
     fs.readFileSync = (file, ...rest) => {
       return readFileSync(String(file).endsWith('problem.md') ? '/no/such/file' : file, ...rest);
     };
     createRequire(import.meta.url)('node:module').syncBuiltinESMExports();
     await import(${JSON.stringify(bin)});`,
  );
  const { code, stderr } = await anna.runScript(script, 'print', '1');
  t.equal(code, 3);
  t.match(stderr, /^learnyounative cannot go on: ENOENT[^\n]+no.such.file[^\n]+\n$/);
});

t.test('an internal error is one line that says where to report it', async (t) => {
  const anna = new Learner(t);
  const script = path.join(anna.folder, 'faulty.mjs');
  // An error that no command expects: a text of the course cannot be read.
  writeFileSync(
    script,
    `import { createRequire } from 'node:module';
     import fs from 'node:fs';
     const { readFileSync } = fs;
     fs.readFileSync = (file, ...rest) => {
       if (String(file).endsWith('problem.md')) throw new Error('the text is gone\\nin two lines');
       return readFileSync(file, ...rest);
     };
     createRequire(import.meta.url)('node:module').syncBuiltinESMExports();
     await import(${JSON.stringify(bin)});`,
  );
  const { code, stdout, stderr } = await anna.runScript(script, 'print', '1');
  t.equal(code, 70);
  t.notMatch(stdout, 'gone');
  t.match(stderr, /^Internal error[^\n]+the text is gone[^\n]+github\.com[^\n]+\n$/);
  const verbose = await anna.runScript(script, 'print', '1', '--verbose');
  t.equal(verbose.code, 70);
  t.match(verbose.stderr, /\n +at exerciseText /);
});

t.test('a closed pipe is not an error', async (t) => {
  const anna = new Learner(t);
  const script = path.join(anna.folder, 'impatient.mjs');
  writeFileSync(
    script,
    `import { spawn } from 'node:child_process';
     const child = spawn(process.execPath, [${JSON.stringify(bin)}, 'more', '1'], { stdio: ['ignore', 'pipe', 'inherit'] });
     child.stdout.destroy();
     child.on('close', (code) => process.exit(code));`,
  );
  t.same(await anna.runScript(script), { code: 0, stdout: '', stderr: '' });
});
