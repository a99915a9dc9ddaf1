import { runInThisContext } from 'node:vm';
import { pause } from '../../src/harness/child/beats.js';
import { reportValue } from '../../src/harness/child/report-value.js';
import type { Scenario, Stage } from '../../src/harness/child/stage.js';
import { scenarios as delayScenarios } from '../../src/tasks/delay/scenarios.js';
import { callText, type PlannedCall } from '../../src/tasks/values/planned-call.js';

/** Time for what a wrong call may have set going, ms: what becomes of it is seen before the next call. */
const SETTLE_MS = 12;

/** Calls `delay` with wrong arguments, and records what comes of it; in the expressions, `callback` is a function. */
async function callWrongly(stage: Stage, exports: Record<string, unknown> | null | undefined): Promise<void> {
  if (typeof exports?.delay !== 'function') return;
  const delay = exports.delay as (...args: unknown[]) => unknown;
  for (const [id, call] of (stage.params as readonly PlannedCall[]).entries()) {
    const callback = () => stage.recorder.record({ kind: 'fact', name: 'called-back', value: id });
    const args = runInThisContext(`(callback) => [${call.args.join(', ')}]`)(callback) as unknown[];
    stage.recorder.record({ kind: 'invoke', id, what: callText(call) });
    try {
      const returned = delay.apply(exports, args);
      stage.recorder.record({ kind: 'outcome', id, returned: reportValue(returned) });
    } catch (error) {
      stage.recorder.record({ kind: 'outcome', id, threw: reportValue(error) });
    }
    await pause(SETTLE_MS);
  }
  stage.step('wrongly-called');
}

const wrongCallsOfPackage: Scenario = async (stage) => callWrongly(stage, await stage.loadPackage());
const wrongCallsOfAddon: Scenario = async (stage) => callWrongly(stage, await stage.loadAddon());

export const scenarios = { ...delayScenarios, wrongCallsOfPackage, wrongCallsOfAddon };
