import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { EXIT } from '../../src/report/stop.js';
import { completionScript, SHELLS } from '../../src/shell/completion.js';
import { namedExercise, Shell } from '../support/shell-context.js';

const shell = new Shell(t, namedExercise('SECOND'));
const script = (name: (typeof SHELLS)[number]) => completionScript(name, shell.context);

/** What bash offers for a line that ends with the word to complete. */
function offeredByBash(words: readonly string[], cwd: string): string[] {
  const line = words.map((word) => `'${word}'`).join(' ');
  const program = `${script('bash')}
COMP_WORDS=(learnyounative ${line}); COMP_CWORD=${words.length}
_learnyounative
printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', program], { cwd, encoding: 'utf8' }).split('\n').filter(Boolean);
}

t.test('bash offers commands, options, exercises, folders and files, each in its place', async (t) => {
  const cwd = t.testdir({ 'notes.txt': '' });
  mkdirSync(path.join(cwd, 'myaddon'));
  t.same(offeredByBash(['ver'], cwd), ['verify', 'version']);
  t.same(offeredByBash(['verify', ''], cwd), ['--exercise', '--json', '--verbose', '--trace', 'myaddon']);
  t.same(offeredByBash(['verify', 'my'], cwd), ['myaddon']);
  t.same(offeredByBash(['verify', 'myaddon', '--exercise', 'off'], cwd), ['off_the_js_thread']);
  t.same(offeredByBash(['verify', 'myaddon', '--trace', ''], cwd).sort(), ['myaddon', 'notes.txt']);
  t.same(offeredByBash(['select', 'sec'], cwd), ['second']);
  t.same(offeredByBash(['completion', ''], cwd), [...SHELLS]);
  t.same(offeredByBash(['help', 'wat'], cwd), ['watch']);
  mkdirSync(path.join(cwd, 'my add on'));
  t.same(
    offeredByBash(['verify', 'my'], cwd).sort(),
    ['my add on', 'myaddon'],
    'names with spaces stay whole',
  );
  t.same(offeredByBash(['verify', 'my\\ a'], cwd), ['my add on'], 'as it is typed');
  t.ok(offeredByBash(['run', '--trace', ''], cwd).includes('myaddon'), 'a flag takes no value');
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

t.test('each shell that is here can read its script', async (t) => {
  const folder = t.testdir({});
  for (const name of SHELLS) {
    const file = path.join(folder, name);
    writeFileSync(file, script(name));
    const { error, status, stderr } = spawnSync(name, ['-n', file], { encoding: 'utf8' });
    // Not every machine has every shell.
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
