/** Judges of calls with wrong arguments. */
import { endingOrActivity } from '../../harness/parent/describe-ending.js';
import { endingOf, eventsOf, isDone, type RunRecord } from '../../harness/parent/run-record.js';
import { leaksIn, resourcesIn } from '../../probe/resources.js';
import { sourcePlace } from '../../probe/source-place.js';
import { finding, findingFrom, type Verdict } from '../../report/finding.js';
import { outcomesOf, outcomeText } from '../values/call-outcome.js';
import { callText, type PlannedCall } from '../values/params.js';

/** Records that show that a call started something. */
const STARTS: readonly string[] = ['work-queued', 'thread-created'];

/**
 * Judges that each of these calls throws a TypeError and has no other effect, on the package and on the add-on.
 * @param own the calls on the package
 * @param alone the same calls on the compiled add-on
 */
export function wrongCallsThrow(
  own: RunRecord,
  alone: RunRecord,
  calls: readonly PlannedCall[],
  packageFolder: string,
): Verdict {
  const [ofOwn, ofAlone] = [own, alone].map((run) => badArgumentsThrow(run, calls, packageFolder));
  return ofOwn ?? (ofAlone && findingFrom('bad-arguments-throw.add-on-alone', ofAlone));
}

/** Judges that each of these calls throws a TypeError, has no other effect, and keeps nothing that it acquired. */
export function badArgumentsThrow(
  run: RunRecord,
  calls: readonly PlannedCall[],
  packageFolder: string,
): Verdict {
  const ending = endingOf(run);
  const outcomes = outcomesOf(run, calls);
  const died = !isDone(run) || !['drained', 'cut-off'].includes(ending.kind);
  for (const outcome of outcomes) {
    const { text: call, threw } = outcome;
    const last = outcome === outcomes.at(-1);
    if (threw?.errorClass === 'TypeError') continue;
    if (threw) return finding('bad-arguments-throw.other-error', { call, came: outcomeText(outcome) });
    if (last && died) {
      return finding('bad-arguments-throw.no-error-and-end', {
        call,
        came: outcomeText(outcome),
        ending: endingOrActivity(run),
      });
    }
    return finding('bad-arguments-throw.no-error', { call, came: outcomeText(outcome) });
  }
  const calledBack = eventsOf(run, 'callback')[0];
  if (calledBack) {
    const call = callText(calls[calledBack.id - 1]!);
    return finding('bad-arguments-throw.called-back', { call });
  }
  if (died || outcomes.length < calls.length)
    return finding('bad-arguments-throw.crashed', { ending: endingOrActivity(run) });
  const first = eventsOf(run, 'call')[0]!.t;
  const started = run.trace?.records.some(({ kind, t }) => STARTS.includes(kind) && t >= first);
  if (started) return finding('bad-arguments-throw.goes-on');
  const kept = releasesAll(run, packageFolder);
  return kept ?? (ending.kind === 'cut-off' ? finding('bad-arguments-throw.goes-on') : undefined);
}

/** Judges that the calls release everything that they acquired before they threw. */
function releasesAll(run: RunRecord, packageFolder: string): Verdict {
  const first = eventsOf(run, 'call')[0];
  if (!run.trace || !first) return undefined;
  const leak = leaksIn(resourcesIn(run.trace), [{ fromMs: 0, toMs: first.t }])[0];
  if (!leak) return undefined;
  const where = leak.first && sourcePlace(leak.first.stack, packageFolder)?.where;
  const what = { text: `asset.${leak.kind}`, values: { count: leak.count } };
  return finding('bad-arguments-throw.kept', { count: leak.count, what }, where);
}
