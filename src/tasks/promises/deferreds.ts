/** Judges of the add-on's deferreds and other resources, from the probe's records. */
import { describeEnding } from '../../harness/parent/describe-ending.js';
import { eventsOf, type RunRecord } from '../../harness/parent/run-record.js';
import { leaksIn, resourcesIn } from '../../probe/resources.js';
import { sourcePlace } from '../../probe/source-place.js';
import { secondSettlement } from '../../probe/wrong-calls.js';
import { finding, type Verdict } from '../../report/finding.js';

/** Judges that no deferred is settled again: settling frees it, and whatever has its memory then is damaged. */
export function settledOnce(run: RunRecord, packageFolder: string): Verdict {
  const again = run.trace && secondSettlement(run.trace);
  if (!again) return undefined;
  const where = sourcePlace(again.second.stack, packageFolder)?.where;
  const first = sourcePlace(again.first.stack, packageFolder)?.where;
  const ending = describeEnding(run) ?? '';
  return first === undefined
    ? finding('no-crash.settled-twice', { ending }, where)
    : finding('no-crash.settled-twice-at', { first, ending }, where);
}

/** Judges that the calls release everything that they acquire. What init acquires once may live as long as the process. */
export function everythingReleased(run: RunRecord, packageFolder: string): Verdict {
  const calls = eventsOf(run, 'call');
  const [first] = calls;
  if (!run.trace || !first) return undefined;
  const [leak] = leaksIn(resourcesIn(run.trace), [{ fromMs: 0, toMs: first.t }]);
  if (!leak) return undefined;
  const { kind, count } = leak;
  const where = leak.first && sourcePlace(leak.first.stack, packageFolder)?.where;
  if (kind === 'deferred') return finding('nothing-leaked.deferred', { calls: calls.length, count }, where);
  const what = { text: `asset.${kind}`, values: { count } };
  return finding(
    kind === 'request' ? 'nothing-leaked.request' : 'nothing-leaked.left',
    { calls: calls.length, count, what },
    where,
  );
}
