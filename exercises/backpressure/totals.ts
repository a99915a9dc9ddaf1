/** The judge of what `onEnd` is told, and of why it was not called. */
import { endingOrActivity } from '../../src/harness/parent/describe-ending.js';
import { endingOf, type RunRecord } from '../../src/harness/parent/run-record.js';
import { recordsOf } from '../../src/probe/trace.js';
import { finding, type Verdict } from '../../src/report/finding.js';
import { ownThreads, type Stream, streamsOf } from '../../src/tasks/stream/streams.js';
import { countOf, type End, endsOf, sensorCalls } from './readings.js';

/** Judges what the callback for the end is told. @param count how many readings there are */
export function tellsTotals(run: RunRecord, count: number): Verdict {
  for (const sensor of streamsOf(run)) {
    const [end, second] = endsOf(run, sensor);
    if (!end) return noEnd(run, sensor, count);
    if (second) return finding('tells-totals.often');
    const wrong = noneAfter(sensor, end) ?? wrongTotals(run, sensor, end, count);
    if (wrong) return wrong;
  }
  return undefined;
}

/** Judges that no reading comes after the end. */
export function noneAfter({ items }: Stream, end: End): Verdict {
  const count = items.filter(({ at }) => at > end.at).length;
  return count > 0 ? finding('tells-totals.reading-after', { count }) : undefined;
}

/** The process ended by itself. */
function noEndAtAll(run: RunRecord, sensor: Stream, count: number): Verdict {
  if (run.trace && recordsOf(run.trace, 'function-unref').length > 0) return finding('tells-totals.unref');
  const calls = sensorCalls(run, sensor) ?? [];
  const isRefused = calls.length > count && calls.at(-1)!.answered?.status === 'napi_queue_full';
  return finding(`tells-totals.${isRefused ? 'end-refused' : 'drained'}`);
}

function noEnd(run: RunRecord, sensor: Stream, count: number): Verdict {
  const { kind } = endingOf(run);
  if (kind === 'drained') return noEndAtAll(run, sensor, count);
  if (kind !== 'cut-off') return finding('tells-totals.ended', { ending: endingOrActivity(run) });
  const released =
    run.trace && recordsOf(run.trace, 'function-released').some(({ t }) => t >= sensor.calledAt);
  const ended = ownThreads(run, sensor.calledAt).some(({ endedAt }) => endedAt !== undefined);
  return finding(`tells-totals.${ended && !released ? 'not-released' : 'never'}`);
}

function wrongTotals(run: RunRecord, sensor: Stream, end: End, count: number): Verdict {
  const { delivered, dropped, args, shown } = end;
  if (delivered === undefined || dropped === undefined || args !== 1)
    return finding('tells-totals.not-totals', {
      args: { text: 'counter.arguments', values: { count: args } },
      shown,
    });
  const came = sensor.items.length;
  if (delivered !== came) return finding('tells-totals.delivered', { delivered, count: came });
  const calls = sensorCalls(run, sensor);
  const refused = calls && countOf(calls, 'napi_queue_full');
  if (refused !== undefined && dropped !== refused)
    return finding('tells-totals.dropped', { dropped, count: refused });
  if (delivered + dropped !== count)
    return finding('tells-totals.sum', { delivered, dropped, sum: delivered + dropped, count });
  return undefined;
}
