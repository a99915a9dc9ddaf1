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
    ['verify --exercise off_the_js_thread', /Name their folder, as in “learnyounative verify myaddon\/”/],
    ['verify --exercise off_the_js_thread --json', /Name their folder/],
    ['trace', /“trace” needs <dir>/],
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
