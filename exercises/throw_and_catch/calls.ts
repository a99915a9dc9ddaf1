/** Calls of `squareRoot` and `attempt`. Many of them are chosen for each verify. */
import { randomInt } from 'node:crypto';
import type { PlannedCall } from '../../src/tasks/values/params.js';
import { expressionOf, NON_NUMBERS, randomText } from '../../src/tasks/values/samples.js';
import { negativeSamples, numberSamples } from '../../src/tasks/values/square-roots.js';

export function plannedCalls(): PlannedCall[] {
  const negatives = negativeSamples();
  return [
    ...numberSamples().map(rootOf),
    { ...rootOf('9'), args: ['9', '-1'] },
    ...negatives.map((n) => ({ fn: 'squareRoot', args: [n], kind: 'negative' })),
    rootOf(String(randomInt(1, 1_000))), // An earlier error must not affect this call.
    rootAfterError(negatives[0]!),
    ...wrongTypes(),
    ...interleave(returning(), throwing(negatives[0]!)),
  ];
}

/** Calls on the reference add-on, with results and errors that JavaScript cannot know. */
export function throwAndCatchCallsToPassOn(): (PlannedCall & { readonly throws?: boolean })[] {
  const setup =
    'const fn = () => "own"; const it = { from: "reference" }; const error = new RangeError("it");';
  return [
    { fn: 'squareRoot', args: ['16'], expected: String(-randomInt(1_000, 9_000)) },
    { fn: 'squareRoot', args: ['25'], setup, expected: 'error', throws: true },
    { fn: 'attempt', args: ['fn'], setup, expected: 'it' },
    { fn: 'attempt', args: ['fn'], setup, expected: 'error', throws: true },
  ];
}

function rootOf(n: string): PlannedCall {
  return { fn: 'squareRoot', args: [n], expected: `Math.sqrt(${n})`, kind: 'root' };
}

/**
 * One right after an error, in the same call: the harness writes between two calls, and libuv sets errno to 0 for that.
 * Returns 4, or the message of an error in `AFTER_AN_ERROR`.
 */
function rootAfterError(negative: string): PlannedCall {
  const throwing = `try { addon.squareRoot(${negative}); } catch {}`;
  const calling = `try { return addon.squareRoot(16); } catch (error) { return "${AFTER_AN_ERROR}" + error.message; }`;
  return { fn: 'attempt', args: [`() => { ${throwing} ${calling} }`], kind: 'root-after-error' };
}

/** What `attempt` returns begins with this if an earlier error affected a call. */
export const AFTER_AN_ERROR = 'after an error: ';

/**
 * Calls with wrong types. `squareRoot` gets no Symbol and no BigInt: `ToNumber()` fails for them, and using its empty
 * result ends the process. That crash would hide the mistake that all other types reveal, a conversion.
 */
function wrongTypes(): PlannedCall[] {
  const nonNumbers = NON_NUMBERS.filter((one) => one !== '9n' && !one.startsWith('Symbol'));
  const nonFunctions = ['undefined', 'null', '42', 'true', '"fn"', '10n', '{}', '[() => 1]', '{ call() {} }'];
  const calls = (fn: string, values: readonly string[]) =>
    [[], ...values.map((one) => [one])].map((args) => ({ fn, args, kind: 'wrong-type' }));
  return [...calls('squareRoot', nonNumbers), ...calls('attempt', nonFunctions)];
}

/** Functions that return: `attempt` has to return the identical value. */
function returning(): PlannedCall[] {
  const returns = (args: string, expected: string, setup?: string) => ({
    fn: 'attempt',
    args: [args],
    expected,
    kind: 'returns',
    ...(setup !== undefined && { setup }),
  });
  const counting = `const seen = { calls: 0, args: 0 };
const fn = (...args) => { seen.calls++; seen.args += args.length; return seen; };`;
  const tries = 'const fn = () => { try { throw new Error("caught inside"); } catch { return it; } };';
  const text = expressionOf(randomText(randomInt(5, 15)));
  return [
    returns(`() => ${text}`, text),
    { ...returns('fn', 'seen', counting), kind: 'counts-calls' },
    { ...returns('fn', 'seen', counting), args: ['fn', '1', '{}'], kind: 'counts-calls' },
    returns('() => it', 'it', 'const it = {};'),
    ...['undefined', 'null', 'false', '""', '0', '-0', 'NaN', `${randomInt(9_000)}n`].map((value) =>
      returns(`() => ${value}`, value),
    ),
    returns('() => it', 'it', 'const it = Symbol("it");'),
    returns('() => it', 'it', 'const it = new RangeError("returned, not thrown");'),
    returns('() => it', 'it', 'const it = () => { throw new Error("nobody calls this"); };'),
    returns('() => it', 'it', 'const it = Promise.resolve(1);'),
    returns('fn', 'it', `const it = []; ${tries}`),
    returns('fn', 'it', 'const it = new Map(); const fn = function () { return it; }.bind(null);'),
    returns('() => addon.squareRoot(2.25)', '1.5'),
    returns('() => addon.attempt(() => it)', 'it', 'const it = {};'),
  ];
}

/** Functions that throw an error: `attempt` has to return its message. */
function throwing(negative: string): PlannedCall[] {
  const throws = (args: string, expected: string, setup?: string) => ({
    fn: 'attempt',
    args: [args],
    expected,
    kind: 'throws',
    ...(setup !== undefined && { setup }),
  });
  const messageLiteral = (text: string) => expressionOf(`${text} ${randomInt(1_000)}`);
  /** For the add-on's own errors, whose messages are up to its author. */
  const own = (call: string) =>
    throws(
      `() => ${call}`,
      'message',
      `let message; try { ${call}; } catch (error) { message = error.message; }`,
    );
  const [first, second, third, fourth, fifth] = ['boo', 'inner', 'outer', 'my own', 'frozen'].map(
    messageLiteral,
  );
  const counting = `let calls = 0;
const fn = (...args) => { calls++; throw new Error(\`\${calls}/\${args.length}\`); };`;
  const long = randomText(randomInt(3_000, 6_000));
  const lines = messageLiteral('two\nlines');
  return [
    throws(`() => { throw new Error(${first}); }`, first!),
    { ...throws('fn', '"1/0"', counting), kind: 'counts-calls-that-throw' },
    throws('() => { throw new Error(""); }', '""'),
    throws(`() => { throw new TypeError(${second}); }`, second!),
    throws(
      '() => JSON.parse("{")',
      'message',
      'let message; try { JSON.parse("{"); } catch (error) { message = error.message; }',
    ),
    throws(`() => { throw new MyError(${fourth}); }`, fourth!, 'class MyError extends RangeError {}'),
    throws('() => { throw frozen; }', fifth!, `const frozen = Object.freeze(new Error(${fifth}));`),
    // No message contains NUL: what() of a C++ exception, a good way to get the message, cannot return one.
    throws(`() => { throw new Error(${lines}); }`, lines),
    throws('() => { throw new Error(long); }', 'long', `const long = ${expressionOf(long)};`),
    throws(`() => addon.attempt(() => { throw new Error(${second}); })`, second!),
    throws(
      `() => { addon.attempt(() => { throw new Error(${second}); }); throw new Error(${third}); }`,
      third!,
    ),
    throws(`() => { addon.attempt(() => { throw new Error(${second}); }); return "went on"; }`, '"went on"'),
    own(`addon.squareRoot(${negative})`),
    own('addon.squareRoot("9")'),
    own('addon.attempt(42)'),
  ];
}

/** Alternates between two lists, because an exception left pending would affect the next call. */
function interleave(some: readonly PlannedCall[], others: readonly PlannedCall[]): PlannedCall[] {
  const length = Math.max(some.length, others.length);
  const both = Array.from({ length }, (_, index) => [some[index], others[index]]);
  return both.flat().filter((call) => call !== undefined);
}
