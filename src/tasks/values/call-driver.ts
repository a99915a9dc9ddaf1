import { runInThisContext } from 'node:vm';
import { Driver } from '../../harness/child/driver.js';
import { reportValue } from '../../harness/child/report-value.js';
import { collectGarbage, type ScenarioContext } from '../../harness/child/scenario-context.js';
import { callText, type PlannedCall } from './params.js';

// Taken before the learner's code is loaded, which could put others in their place.
const { is } = Object;

/**
 * The values of a planned call, made by evaluating its expressions.
 * @param addon what they see under that name: the exports whose function is called
 */
export function makeValues(
  { setup = '', args, expected }: PlannedCall,
  addon?: Record<string, unknown>,
): { args: unknown[]; expected: unknown } {
  const make = runInThisContext(`((addon) => { ${setup}
return { args: [${args.join(', ')}], expected: ${expected ?? 'undefined'} }; })`);
  return make(addon);
}

/**
 * Makes one call after the other, and records what came of each: what was returned or thrown, whether it is the value
 * that was expected, and what was written to standard output, in a run that watches it. What has come there before the
 * first of them is a fact of its own: it was written while the learner's code was loaded.
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
    driver.prepare({ what: callText(call) }).make(
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
    // What the add-on holds on to wrongly, or let go too early, shows when the collector has been there.
    if (index % 8 === 0) collectGarbage();
  }
}
