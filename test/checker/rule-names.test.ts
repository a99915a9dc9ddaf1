import t from 'tap';
import { parseIgnored, ruleNamed } from '../../src/checker/rule-names.js';
import { EXIT } from '../../src/report/stop.js';

t.test('a rule by its ID', async (t) => {
  t.match(ruleNamed('wrong-thread'), { id: 'wrong-thread', severity: 'error' });
});

t.test('an unknown rule', async (t) => {
  t.throws(() => ruleNamed('wrong-tread'), {
    name: 'Stop',
    exitCode: EXIT.usage,
    message: 'There is no rule “wrong-tread”; did you mean “wrong-thread”?',
  });
  t.throws(() => ruleNamed('bananas'), {
    exitCode: EXIT.usage,
    message: /“learnyounative explain” lists them/,
  });
  t.throws(() => ruleNamed('__proto__'), { exitCode: EXIT.usage, message: /__proto__/ });
  t.throws(() => ruleNamed('\u001b[31m'), { message: /“\\x1b\[31m”/ });
});

t.test('--ignore takes rules, separated by commas or spaces', async (t) => {
  t.same(parseIgnored('pool-held'), ['pool-held']);
  t.same(parseIgnored(' pool-held,thread-held, pool-held,'), ['pool-held', 'thread-held']);
});

t.test('--ignore with a mistake', async (t) => {
  t.throws(() => parseIgnored('pool-held,thread-hold'), {
    exitCode: EXIT.usage,
    message: /“thread-hold”; did you mean “thread-held”/,
  });
  t.throws(() => parseIgnored(' , '), { exitCode: EXIT.usage, message: /at least one rule/ });
});
