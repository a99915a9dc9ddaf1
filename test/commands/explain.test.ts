import t from 'tap';
import { RULES } from '../../src/checker/rules.js';
import { EXIT } from '../../src/report/stop.js';
import { Shell } from '../support/shell-context.js';

t.test('the page of a rule', async (t) => {
  const shell = new Shell(t);
  for (const { id } of RULES) {
    t.equal(await shell.run('explain', id), EXIT.ok);
    t.match(shell.out, new RegExp(`^\\n${id}\\n═+\\n`));
    t.match(shell.out, 'How to fix it');
    t.notMatch(shell.out, '```');
  }
});

t.test('all rules, with their severity', async (t) => {
  const shell = new Shell(t);
  t.equal(await shell.run('explain'), EXIT.ok);
  for (const { id, severity } of RULES) t.match(shell.out, new RegExp(`^${id} +${severity} +[A-Za-z]`, 'm'));
  t.match(shell.out, '“learnyounative explain <rule>” explains a rule');
  for (const line of shell.out.split('\n')) t.ok(line.length <= 80, line);
});

t.test('a rule that does not exist', async (t) => {
  const shell = new Shell(t);
  await t.rejects(shell.run('explain', 'pool-hold'), {
    exitCode: EXIT.usage,
    message: 'There is no rule “pool-hold”; did you mean “pool-held”?',
  });
  await t.rejects(shell.run('explain', 'x'), { exitCode: EXIT.usage, message: /lists them all/ });
  await t.rejects(shell.run('explain', 'pool-held', 'thread-held'), {
    exitCode: EXIT.usage,
    message: /Too many arguments/,
  });
});
