import t from 'tap';
import { makeValues } from '../../../src/tasks/values/call-driver.js';

t.test('the values of a call are made of its expressions', async (t) => {
  const { args, expected } = makeValues({
    fn: 'f',
    setup: 'const it = {};',
    args: ['it', '2'],
    expected: 'it',
  });
  t.equal(args[0], expected);
  t.equal(args[1], 2);
  t.same(makeValues({ fn: 'f', args: [] }), { args: [], expected: undefined });
});

t.test('expressions can use what is exported', async (t) => {
  const addon = { half: (n: number) => n / 2 };
  const { args, expected } = makeValues(
    { fn: 'half', args: ['() => addon.half(6)'], expected: 'addon.half(8)' },
    addon,
  );
  t.equal((args[0] as () => unknown)(), 3);
  t.equal(expected, 4);
});
