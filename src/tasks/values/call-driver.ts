import { runInThisContext } from 'node:vm';
import { Driver } from '../../harness/child/driver.js';
import { collectGarbage } from '../../harness/child/garbage.js';
import { reportValue } from '../../harness/child/report-value.js';
import type { ScenarioContext } from '../../harness/child/scenario-context.js';
import { describeCall, type PlannedCall } from './params.js';

// Captured before the learner's code is loaded, because that code could replace it.
const { is } = Object;

/**
 * Evaluates the expressions of a planned call.
 * @param addon the value of `addon` in the expressions: the exports whose function is called
 * @param others values of other names in the expressions
 */
export function makeValues(
  { setup = '', args, expected }: PlannedCall,
  addon?: Record<string, unknown>,
  others: Readonly<Record<string, unknown>> = {},
): { args: unknown[]; expected: unknown } {
  const make = runInThisContext(`((addon, { ${Object.keys(others).join(', ')} }) => { ${setup}
return { args: [${args.join(', ')}], expected: ${expected ?? 'undefined'} }; })`);
  return make(addon, others);
}

/**
 * Makes the calls in order. Records for each what it returned or threw, whether that is the expected value, and, in a
 * run with `stdoutFile`, what it wrote to standard output. Output from before the first call was written while the
 * learner's code was loaded, and is observed as `wrote-at-load` and `bytes-at-load`.
 */
export function makeCalls(
  context: ScenarioContext,
  owner: Record<string, unknown>,
  calls: readonly PlannedCall[],
): void {
  const atLoad = context.newOutput();
  if (atLoad) {
    context.observe('wrote-at-load', atLoad.text);
    context.observe('bytes-at-load', atLoad.bytes);
  }
  const driver = new Driver(context.recorder);
  for (const [index, call] of calls.entries()) {
    const { args, expected } = makeValues(call, owner);
    context.newOutput();
    context.byJavaScript();
    driver.prepare(describeCall(call)).make(
      () => (owner[call.fn] as (...args: unknown[]) => unknown)(...args),
      ({ value }) => {
        const wrote = context.newOutput();
        const byJavaScript = context.byJavaScript();
        return {
          value: reportValue(value),
          ...(call.expected !== undefined && { asExpected: is(value, expected) }),
          ...(wrote && { wrote }),
          ...(byJavaScript !== undefined && { byJavaScript }),
        };
      },
    );
    // A garbage collection reveals values that the add-on released too early.
    if (index % 8 === 0) collectGarbage();
  }
}
