import t from 'tap';
import { commands } from '../../src/commands/index.js';
import { packageJson } from '../../src/environment/package-root.js';
import { EXIT } from '../../src/report/stop.js';
import { Shell } from '../support/shell-context.js';

t.test('wrong usage gets one sentence, with a suggestion if there is one', async (t) => {
  const shell = new Shell(t);
  const messages: [line: string, message: RegExp][] = [
    ['verfy myaddon/', /no command “verfy”; did you mean “verify”\?/],
    ['credits', /no command “credits”; “learnyounative help” lists/],
    ['language', /no command “language”/],
    ['update', /no command “update”/],
    ['repo', /no command “repo”/],
    ['menu', /no command “menu”/],
    ['list --jsn', /no option “--jsn” here; did you mean “--json”\?/],
    ['list -x', /“list” has no option “-x”/],
    ['--lang de', /no option “--lang”/],
    ['--versoin', /did you mean “--version”\?/],
    ['list 1', /Too many arguments for “list”/],
    ['select', /“select” needs <exercise>/],
    ['verify', /No exercise is selected/],
    ['verify --exercise off_the_js_thread', /no binding\.gyp in this folder and no folder myaddon\//],
    ['verify --exercise off_the_js_thread --json', /“learnyounative verify path\/to\/it”/],
    ['watch --exercise off_the_js_thread', /“learnyounative watch path\/to\/it”/],
    ['run', /“learnyounative run path\/to\/it”/],
    ['prev', /No exercise is selected/],
    ['99', /no exercise “99”/],
    ['help 99', /no exercise “99”/],
    ['off_the_js_thred', /did you mean “off_the_js_thread”\?/],
    ['help off_the_js_thred', /did you mean “off_the_js_thread”\?/],
    ['trace', /^trace needs a package's folder, or a program after --/],
    ['verify x --exercise', /“--exercise <exercise>” needs a value/],
    ['help verfy', /did you mean “verify”\?/],
    ['print 99', /no exercise “99”/],
    ['print', /No exercise is selected/],
    ['reset', /--yes/],
  ];
  for (const [line, message] of messages) {
    await t.rejects(shell.run(...line.split(' ')), { name: 'Stop', exitCode: EXIT.usage, message }, line);
    t.equal(shell.out + shell.err, '', line);
  }
});

t.test('help <command>, <command> --help and <command> -h print the same page', async (t) => {
  const shell = new Shell(t);
  for (const command of commands) {
    t.equal(await shell.run('help', command.name), EXIT.ok);
    const page = shell.out;
    t.match(page, command.summary);
    for (const example of command.examples) t.match(page, `  learnyounative ${example}\n`);
    for (const { flags } of command.options) t.match(page, flags);
    for (const option of ['--help', '-h']) {
      t.equal(await shell.run(command.name, option), EXIT.ok);
      t.equal(shell.out, page);
    }
  }
  await shell.run('help');
  const page = shell.out;
  await shell.run('--help');
  t.equal(shell.out, page);
});

t.test('version', async (t) => {
  const shell = new Shell(t);
  for (const word of ['version', '--version', '-v']) {
    t.equal(await shell.run(word), EXIT.ok);
    t.equal(shell.out, `${packageJson.version}\n`);
  }
});

t.test('an exercise in place of a command selects it, after help explains it', async (t) => {
  const shell = new Shell(t);
  for (const words of [['1'], ['off_the_js_thread'], ['Off', 'the', 'JS', 'thread']]) {
    shell.context.progress.reset();
    t.equal(await shell.run('help', ...words), EXIT.ok);
    t.match(shell.out, /Exercise 1 of 1[\s\S]*OFF THE JS THREAD/);
    t.equal(shell.context.progress.current, undefined, 'help selects nothing');
    t.equal(await shell.run(...words), EXIT.ok);
    t.match(shell.out, /OFF THE JS THREAD[\s\S]*is selected/);
    t.equal(shell.context.progress.current, 'off_the_js_thread');
  }
});
