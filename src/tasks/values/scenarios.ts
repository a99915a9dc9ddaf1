/** Drives of functions that take and return values. Each runs in its own process, and judges nothing. */

import { Driver, type Outcome } from '../../harness/child/driver.js';
import { observeExports } from '../../harness/child/observe-exports.js';
import type { Scenario } from '../../harness/child/scenario-context.js';
import { makeCalls, makeValues } from './call-driver.js';
import { describeCall, type PlannedCall, type ValueParams } from './params.js';

/** The whole package. */
const ownPackage: Scenario = async (context) => {
  const { calls, functions } = context.params as ValueParams;
  const owner = observeExports(context, await context.loadPackage(), functions);
  if (owner) makeCalls(context, owner, calls);
  context.step('all-called');
};

/** The compiled add-on, without the package's JavaScript. */
const addonAlone: Scenario = async (context) => {
  const { calls, functions, shortcuts } = context.params as ValueParams;
  if (shortcuts) context.watchJavaScript(shortcuts);
  const owner = observeExports(context, await context.loadAddon(), functions);
  if (owner) makeCalls(context, owner, calls);
  context.step('all-called');
};

/** The package's JavaScript on a reference add-on, which records its calls and returns values that JavaScript cannot know. */
const referenceAddon: Scenario = async (context) => {
  const { functions, passedOn } = context.params as ValueParams;
  let respond: (name: string, args: readonly unknown[]) => unknown = () => undefined;
  const fakeFunction = (name: string) => [name, (...args: unknown[]) => respond(name, args)] as const;
  context.substituteAddon(Object.fromEntries(functions.map(fakeFunction)));
  const owner = observeExports(context, await context.loadPackage(), functions);
  if (!owner) return;
  context.step('reference-add-on');
  const driver = new Driver(context.recorder);
  for (const [index, call] of passedOn.entries()) {
    const { args, expected } = makeValues(call, owner);
    const received: { name: string; args: readonly unknown[] }[] = [];
    respond = (name, given) => {
      received.push({ name, args: given });
      if (call.throws) throw expected;
      return expected;
    };
    const outcome = driver
      .prepare(describeCall(call))
      .make(() => (owner[call.fn] as (...args: unknown[]) => unknown)(...args));
    context.observe(`passed-on-${index}`, howPassedOn(call, received, args, outcome, expected));
  }
};

export const scenarios = { ownPackage, addonAlone, referenceAddon };

/** How the call and its result passed through the JavaScript: `unchanged`, or the first difference. */
function howPassedOn(
  call: PlannedCall & { readonly throws?: boolean },
  received: readonly { name: string; args: readonly unknown[] }[],
  args: readonly unknown[],
  outcome: Outcome,
  expected: unknown,
): string {
  const own = received.filter(({ name }) => name === call.fn);
  if (own.length === 0) return 'not-called';
  if (own.length > 1) return 'called-often';
  if (args.some((arg, index) => !Object.is(own[0]?.args[index], arg))) return 'other-arguments';
  if (outcome.threw !== (call.throws ?? false)) return outcome.threw ? 'threw-itself' : 'swallowed';
  return Object.is(outcome.value, expected) ? 'unchanged' : 'other-result';
}
