/** Drives of calls with wrong arguments. Each runs in its own process, and judges nothing. */
import { runInThisContext } from 'node:vm';
import { pause } from '../../harness/child/beats.js';
import { Driver } from '../../harness/child/driver.js';
import { reportValue } from '../../harness/child/report-value.js';
import type { Scenario, ScenarioContext } from '../../harness/child/scenario-context.js';
import { describeCall, type PlannedCall } from '../values/params.js';

/** Time for the effects of a wrong call to show before the next one, ms. */
const SETTLE_MS = 12;

/** Makes the calls of `wrongCalls` in the params. In their expressions, `callback` is a function. */
export async function makeWrongCalls(
  context: ScenarioContext,
  exports: Record<string, unknown> | null | undefined,
): Promise<void> {
  const { wrongCalls } = context.params as { readonly wrongCalls: readonly PlannedCall[] };
  const driver = new Driver(context.recorder);
  for (const call of wrongCalls) {
    const called = exports?.[call.fn];
    if (typeof called !== 'function') return;
    const made = driver.prepare(describeCall(call));
    const args = runInThisContext(`(callback) => [${call.args.join(', ')}]`)(made.callback()) as unknown[];
    made.make(
      () => Reflect.apply(called, exports, args),
      ({ value }) => ({ value: reportValue(value) }),
    );
    await pause(SETTLE_MS);
  }
  context.step('wrongly-called');
}

const wrongCallsOfPackage: Scenario = async (context) => makeWrongCalls(context, await context.loadPackage());
const wrongCallsOfAddon: Scenario = async (context) => makeWrongCalls(context, await context.loadAddon());

export const wrongCallScenarios = { wrongCallsOfPackage, wrongCallsOfAddon };
