import t from 'tap';
import { withReplaced } from '../../src/harness/child/reference-addon.js';

type Exports = Record<string, unknown> & { delay: (...args: unknown[]) => unknown };
const replaced = (exports: unknown) => withReplaced(exports, { delay: () => 'replaced' }) as Exports;
const readOnly = (object: object, name: string, value: unknown) =>
  Object.defineProperty(object, name, { value, enumerable: true });

t.test('everything but the function under test stays', async (t) => {
  const init = () => 'init';
  const exports = replaced({ delay: function delay(_: unknown) {}, init, version: 7 });
  t.equal(exports.delay(), 'replaced');
  t.equal(exports.delay.name, 'delay');
  t.equal(exports.delay.length, 1);
  t.match(String(exports.delay), '[native code]');
  t.equal(exports.init, init);
  t.same(Object.keys(exports), ['delay', 'init', 'version']);
});

t.test('read-only exports', async (t) => {
  const exports = replaced(readOnly({ version: 7 }, 'delay', () => 'own'));
  t.equal(exports.delay(), 'replaced');
  t.equal(exports.version, 7);
  t.throws(() => {
    exports.delay = () => 'changed';
  });
});

t.test('frozen exports stay frozen, and their methods run on them', async (t) => {
  const original = Object.freeze({
    delay: () => 'own',
    self(): unknown {
      return this;
    },
  });
  const exports = replaced(original) as Exports & { self(): unknown };
  t.equal(exports.delay(), 'replaced');
  t.ok(Object.isFrozen(exports));
  t.equal(exports.self(), original);
});

t.test('a class with functions', async (t) => {
  for (const freeze of [false, true]) {
    class Timer {
      readonly ms: number;
      constructor(ms: number) {
        this.ms = ms;
      }
      twice() {
        return this.ms * 2;
      }
    }
    const original = readOnly(Timer, 'delay', () => 'own');
    if (freeze) Object.freeze(original);
    const exports = replaced(original) as unknown as typeof Timer & Pick<Exports, 'delay'>;
    t.equal(exports.delay(), 'replaced');
    class Own extends exports {}
    const timer = new Own(2);
    t.equal(timer.twice(), 4);
    t.ok(timer instanceof exports);
    t.ok(new exports(1) instanceof exports);
  }
});

t.test('a function that is inherited, or not there', async (t) => {
  t.equal(replaced(Object.create({ delay: () => 'own' })).delay(), 'replaced');
  t.equal(replaced({}).delay(), 'replaced');
  t.equal(withReplaced(7, { delay: 1 }), 7);
});
