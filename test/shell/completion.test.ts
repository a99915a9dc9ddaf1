import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { EXIT } from '../../src/report/stop.js';
import { completionScript, SHELLS } from '../../src/shell/completion.js';
import { namedExercise, Shell } from '../support/shell-context.js';

const shell = new Shell(t, namedExercise('SECOND'));
const script = (name: (typeof SHELLS)[number]) => completionScript(name, shell.context);

/** The completions that bash offers for the last of the words. */
function bashCompletions(words: readonly string[], cwd: string): string[] {
  const line = words.map((word) => `'${word}'`).join(' ');
  const program = `${script('bash')}
COMP_WORDS=(learnyounative ${line}); COMP_CWORD=${words.length}
_learnyounative
printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', program], { cwd, encoding: 'utf8' }).split('\n').filter(Boolean);
}

t.test('bash completes commands, options, exercises, folders and files', async (t) => {
  const cwd = t.testdir({ 'notes.txt': '' });
  mkdirSync(path.join(cwd, 'myaddon'));
  t.same(bashCompletions(['ver'], cwd), ['verify', 'version']);
  t.same(bashCompletions(['verify', ''], cwd), [
    '--exercise',
    '--json',
    '--verbose',
    '--sandbox',
    '--trace',
    '--html',
    'myaddon',
  ]);
  t.same(bashCompletions(['verify', 'my'], cwd), ['myaddon']);
  t.same(bashCompletions(['verify', 'myaddon', '--exercise', 'off'], cwd), ['off_the_js_thread']);
  t.same(bashCompletions(['verify', 'myaddon', '--trace', ''], cwd).sort(), ['myaddon', 'notes.txt']);
  t.same(bashCompletions(['select', 'sec'], cwd), ['second']);
  t.same(bashCompletions(['completion', ''], cwd), [...SHELLS]);
  t.same(bashCompletions(['explain', 'pool'], cwd), ['pool-held']);
  t.same(bashCompletions(['help', 'wat'], cwd), ['watch']);
  t.same(bashCompletions(['help', 'off'], cwd), ['off_the_js_thread']);
  t.same(bashCompletions(['off'], cwd), ['off_the_js_thread']);
  mkdirSync(path.join(cwd, 'my add on'));
  t.same(
    bashCompletions(['verify', 'my'], cwd).sort(),
    ['my add on', 'myaddon'],
    'names with spaces are not split',
  );
  t.same(bashCompletions(['verify', 'my\\ a'], cwd), ['my add on'], 'with an escaped space');
  t.ok(bashCompletions(['run', '--trace', ''], cwd).includes('myaddon'), 'a flag takes no value');
});

t.test('every command and option is in every script', async (t) => {
  for (const name of SHELLS) {
    const text = script(name);
    for (const command of shell.context.commands) {
      t.ok(text.includes(command.name), `${name}: ${command.name}`);
      for (const { flags } of command.options) {
        const option = flags.split(' ')[0]!;
        t.ok(text.includes(name === 'fish' ? `-l ${option.slice(2)}` : option), `${name}: ${option}`);
      }
    }
    t.ok(text.includes('second'), `${name}: the exercises`);
  }
});

t.test('each installed shell can parse its script', async (t) => {
  const folder = t.testdir({});
  for (const name of SHELLS) {
    const file = path.join(folder, name);
    writeFileSync(file, script(name));
    const { error, status, stderr } = spawnSync(name, ['-n', file], { encoding: 'utf8' });
    // Not installed.
    if (error) t.match(error, { code: 'ENOENT' }, name);
    else t.equal(status, 0, `${name}: ${stderr}`);
  }
});

t.test('an unknown shell', async (t) => {
  await t.rejects(shell.run('completion', 'tcsh'), {
    exitCode: EXIT.usage,
    message: /only for bash, zsh and fish/,
  });
  t.equal(await shell.run('completion', 'fish'), EXIT.ok);
  t.match(shell.out, /^# fish completion/);
});
