/** Judges of what single calls of `squareRootOf` come to. Each returns what is wrong, or `undefined`. */
import { eventsOf, observation, type RunRecord } from '../../src/harness/parent/run-record.js';
import { finding, type Verdict } from '../../src/report/finding.js';
import { callsOf, outcomeText } from '../../src/tasks/promises/promise-calls.js';
import { callText, type PlannedCall } from '../../src/tasks/values/params.js';
import { numberIn, rootSituation, rootText } from '../../src/tasks/values/square-roots.js';

/** Judges that promises for numbers are fulfilled with their square roots. */
export function fulfilledWithRoots(run: RunRecord, planned: readonly PlannedCall[]): Verdict {
  for (const call of callsOf(run, planned)) {
    const { settled } = call;
    if (call.call.kind !== 'root' || !settled) continue;
    const n = numberIn(call.call);
    const situation = rootSituation(n, settled.rejected ? undefined : settled.value);
    if (situation === undefined) continue;
    return finding(`square-root.${situation}`, {
      call: call.text,
      came: outcomeText(call),
      type: settled.value.type,
      expected: rootText(n),
    });
  }
  return undefined;
}

/** Judges that no JavaScript function computes the root. @param run of the compiled add-on, with watched functions */
export function usesNoJavaScript(run: RunRecord, planned: readonly PlannedCall[]): Verdict {
  const way = observation(run, 'by-javascript');
  if (way === undefined) return undefined;
  const at = eventsOf(run, 'observation').find(({ name }) => name === 'by-javascript')!.t;
  const made = eventsOf(run, 'call').findLast(({ t }) => t < at);
  const call = planned[(made?.id ?? 0) - 1];
  return finding('native-work.javascript-answer', { call: call ? callText(call) : '', way });
}
