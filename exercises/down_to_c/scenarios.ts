import { runInThisContext } from 'node:vm';
import { pause } from '../../src/harness/child/beats.js';
import { Driver } from '../../src/harness/child/driver.js';
import { reportValue } from '../../src/harness/child/report-value.js';
import type { Scenario, ScenarioContext } from '../../src/harness/child/scenario-context.js';
import { scenarios as delayScenarios } from '../../src/tasks/delay/scenarios.js';
import { callText } from '../../src/tasks/values/params.js';
import type { Params } from './params.js';

/** Time for the effects of a wrong call to show before the next one, ms. */
const SETTLE_MS = 12;

/** Calls `delay` with wrong arguments. In the expressions, `callback` is a function. */
async function makeWrongCalls(
  context: ScenarioContext,
  exports: Record<string, unknown> | null | undefined,
): Promise<void> {
  if (typeof exports?.delay !== 'function') return;
  const delay = exports.delay as (...args: unknown[]) => unknown;
  const driver = new Driver(context.recorder);
  for (const call of (context.params as Params).wrongCalls) {
    const made = driver.prepare({ what: callText(call) });
    const args = runInThisContext(`(callback) => [${call.args.join(', ')}]`)(made.callback()) as unknown[];
    made.make(
      () => delay.apply(exports, args),
      ({ value }) => ({ value: reportValue(value) }),
    );
    await pause(SETTLE_MS);
  }
  context.step('wrongly-called');
}

const wrongCallsOfPackage: Scenario = async (context) => makeWrongCalls(context, await context.loadPackage());
const wrongCallsOfAddon: Scenario = async (context) => makeWrongCalls(context, await context.loadAddon());

export const scenarios = { ...delayScenarios, wrongCallsOfPackage, wrongCallsOfAddon };
