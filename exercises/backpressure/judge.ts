/** Judges of `readSensor`. Each returns what is wrong, or `undefined`. */
import { crash } from '../../src/course/process-verdicts.js';
import { endingOrActivity } from '../../src/harness/parent/describe-ending.js';
import { endingOf, eventsOf, observation, type RunRecord } from '../../src/harness/parent/run-record.js';
import { deletedMemory } from '../../src/probe/deleted-memory.js';
import { sourcePlace } from '../../src/probe/source-place.js';
import { recordsOf } from '../../src/probe/trace.js';
import { finding, findingFrom, type Verdict } from '../../src/report/finding.js';
import { notANumber, returnsStop, secondStopReturns, stopReturns } from '../../src/tasks/stream/judge.js';
import { ownThreads, type Stream, streamsOf } from '../../src/tasks/stream/streams.js';
import { ENDLESS, QUEUE_SIZE } from './params.js';
import { countOf, endsOf, type SensorCall, sensorCalls } from './readings.js';
import { noneAfter, tellsTotals } from './totals.js';

/** What a 32-bit number is after its memory was deleted. */
const DELETED = [deletedMemory(4).readUInt32LE(), deletedMemory(4).readInt32LE()];

/** Judges that the numbers of the readings rise, within the sensor's. @param count how many readings there are */
export function readingsInOrder(run: RunRecord, count: number): Verdict {
  for (const { items } of streamsOf(run)) {
    let before = -1;
    for (const item of items) {
      const { first = '' } = item;
      const odd = notANumber(item, before + 1);
      if (odd) return odd;
      const number = Number(first);
      if (DELETED.includes(number)) return finding('counts-in-order.deleted', { first });
      if (number < 0 || number >= count || !Number.isInteger(number))
        return finding('counts-in-order.beyond', { first, last: count - 1 });
      if (number <= before) {
        return finding(`counts-in-order.${number === before ? 'twice' : 'order'}`, { before, first });
      }
      before = number;
    }
  }
  return undefined;
}

/** Judges that the queue of the threadsafe function that brings the readings has the limit that the exercise asks for. */
export function limitsQueue(run: RunRecord, packageFolder: string): Verdict {
  const sensor = streamsOf(run)[0];
  const used = sensor && sensorCalls(run, sensor)?.[0]?.called.threadsafeFunction;
  if (!run.trace || used === undefined) return undefined;
  const isUsed = ({ threadsafeFunction }: { readonly threadsafeFunction: string }) =>
    threadsafeFunction === used;
  const limit = recordsOf(run.trace, 'function-queue').find(isUsed)?.limit;
  if (limit === undefined || limit === QUEUE_SIZE) return undefined;
  const created = recordsOf(run.trace, 'function-created').find(isUsed);
  const where = created && sourcePlace(created.stack, packageFolder)?.where;
  const size = QUEUE_SIZE;
  return limit === 0
    ? finding('limits-queue.unlimited', { size }, where)
    : finding('limits-queue.another', { limit, size }, where);
}

/** Judges what happens to readings while the queue is full. @param count how many readings there are */
export function dropsWhenFull(run: RunRecord, count: number): Verdict {
  const sensor = streamsOf(run)[0];
  if (!sensor) return undefined;
  if (!run.trace) {
    const end = endsOf(run, sensor)[0];
    return end?.dropped === 0 ? finding('drops-when-full.nothing-dropped', { count }) : undefined;
  }
  const calls = sensorCalls(run, sensor);
  // What was not recorded is counted. Nothing but trying again makes so many calls.
  if (!calls) {
    const made = run.trace.counts['function-called'];
    return made > 2 * (count + 1)
      ? finding('drops-when-full.retries', { count: made, readings: count })
      : undefined;
  }
  const free = eventsOf(run, 'step').find(({ name }) => name === 'js-thread-free')?.t;
  const early = calls.filter(({ called }) => called.t < (free ?? Number.POSITIVE_INFINITY));
  const hasEnded = ownThreads(run, sensor.calledAt).some(
    ({ endedAt = Number.POSITIVE_INFINITY }) => endedAt < (free ?? 0),
  );
  return (
    (hasEnded ? undefined : waitsForRoom(early, free, count)) ?? handlesRefusals(run, sensor, calls, count)
  );
}

/** @param early the calls before the JS thread was free */
function waitsForRoom(early: readonly SensorCall[], free: number | undefined, count: number): Verdict {
  const last = early.at(-1);
  const waited = last && (last.answered?.t ?? Number.POSITIVE_INFINITY) > (free ?? 0);
  // One call more than readings may report the end: that one may wait.
  if (waited && last.called.blocking && early.length <= count)
    return finding('drops-when-full.blocks', { number: early.length });
  if (countOf(early, 'napi_queue_full') > 0) return undefined;
  return early.length < count
    ? finding('drops-when-full.never-full', { count: early.length, readings: count })
    : undefined;
}

function handlesRefusals(
  run: RunRecord,
  sensor: Stream,
  calls: readonly SensorCall[],
  count: number,
): Verdict {
  const made = calls.length;
  if (made > count + 1) return finding('drops-when-full.retries', { count: made, readings: count });
  const isOver = endsOf(run, sensor).length > 0;
  const hasEnded = ownThreads(run, sensor.calledAt).some(({ endedAt }) => endedAt !== undefined);
  if (made < count && (isOver || hasEnded)) {
    const key = calls.at(-1)?.answered?.status === 'napi_queue_full' ? 'gives-up' : 'fewer-calls';
    return finding(`drops-when-full.${key}`, { count: made, readings: count });
  }
  // Before the end, readings may still be in the queue.
  if (!isOver) return undefined;
  const reportsEnd = made > count && calls.at(-1)!.answered?.status === 'napi_ok';
  const accepted = countOf(calls, 'napi_ok') - (reportsEnd ? 1 : 0);
  const came = sensor.items.length;
  if (came > accepted) return finding('drops-when-full.elsewhere', { accepted, count: came });
  if (came < accepted) return finding('drops-when-full.lost', { accepted, count: came });
  return keepsTheFirst(sensor, calls);
}

/** A reading that the queue accepted is delivered as it was. */
function keepsTheFirst({ items }: Stream, calls: readonly SensorCall[]): Verdict {
  const numbers = calls.flatMap(({ answered }, number) => (answered?.status === 'napi_ok' ? [number] : []));
  for (const [index, { first = '' }] of items.entries()) {
    const number = numbers[index]!;
    if (Number(first) !== number) return finding('drops-when-full.another', { number, first });
  }
  return undefined;
}

/**
 * Judges that readings are delivered while the thread produces others.
 * @param run one of a sensor with readings for seconds, in which the JS thread has nothing else to do
 */
export function deliversMeanwhile(run: RunRecord): Verdict {
  const calls = observation(run, 'calls-at-stop');
  if (typeof calls !== 'number' || calls < ENDLESS) return undefined;
  return finding('js-thread-free.delivers-late', {
    number: observation(run, 'special-reading') ?? '?',
    calls,
  });
}

/** Judges `stop()` while the queue is full, and after the end. */
export function stopEndsIt(run: RunRecord, packageFolder: string): Verdict {
  const failure = crash(run, packageFolder);
  if (failure) return findingFrom('stop-ends-it.fails', failure);
  const wrong = returnsStop(run);
  if (wrong) return findingFrom('stop-ends-it.fails', wrong);
  return stopsEarly(run);
}

/** Judges that `stop()` returns, and that the sensor ends after it, with what was in the queue. */
export function stopsEarly(run: RunRecord): Verdict {
  const sensor = streamsOf(run)[0];
  const [first, second] = sensor?.stops ?? [];
  if (!sensor || !first) return undefined;
  const wrong = stopReturns(run, first) ?? endsEarly(run, sensor);
  return wrong ?? (second && secondStopReturns(second));
}

function endsEarly(run: RunRecord, sensor: Stream): Verdict {
  const [atStop, made] = ['calls-at-stop', 'calls-made'].map((name) => observation(run, name));
  if (typeof made === 'number' && typeof atStop === 'number' && made >= ENDLESS && atStop < ENDLESS)
    return finding('stop-ends-it.ran-on', { calls: atStop, count: made });
  const [end, second] = endsOf(run, sensor);
  const came = sensor.items.length;
  const wasFull = typeof atStop === 'number' && atStop > QUEUE_SIZE;
  const isLost = wasFull && came < QUEUE_SIZE;
  const aborts = abortsInStop(run, sensor);
  if (aborts && (!end || isLost)) return finding('stop-ends-it.aborted', { count: came, size: QUEUE_SIZE });
  if (!end && endingOf(run).kind === 'drained') return finding('stop-ends-it.no-end-at-all');
  if (!end) return finding('stop-ends-it.no-end', { ending: endingOrActivity(run) });
  const more = second ? finding('tells-totals.often') : noneAfter(sensor, end);
  if (more) return findingFrom('stop-ends-it.fails', more);
  if (isLost) return finding('stop-ends-it.queue-lost', { count: came, size: QUEUE_SIZE });
  const { delivered = 0, dropped = 0 } = end;
  const sum = delivered + dropped;
  // One call more than readings may report the end.
  if (typeof made === 'number' && sum !== made && sum !== made - 1)
    return finding('stop-ends-it.totals', { delivered, dropped, sum, count: made });
  return aborts && wasFull ? finding('stop-ends-it.aborted-too-late', { size: QUEUE_SIZE }) : undefined;
}

/** Whether `stop()` aborts a threadsafe function before it has joined the thread. Which of the two is first is chance. */
function abortsInStop(run: RunRecord, { calledAt, stops: [stop] }: Stream): boolean {
  if (!run.trace || !stop) return false;
  const { calledAt: from, returnedAt: to = Number.POSITIVE_INFINITY } = stop;
  const threads = ownThreads(run, calledAt);
  return recordsOf(run.trace, 'function-released').some(({ aborts, t }) => {
    const allJoined =
      threads.length > 0 && threads.every(({ joinedAt }) => joinedAt !== undefined && joinedAt < t);
    return aborts && t >= from && t <= to && !allJoined;
  });
}

/** Judges the end of a sensor whose callback threw. Whether it was called again at all is not judged here. */
export function endsAfterError(run: RunRecord, special: number, count: number): Verdict {
  const came = streamsOf(run)[0]?.items.length ?? 0;
  return came > special ? tellsTotals(run, count) : undefined;
}

/** Judges that the callbacks survive garbage collections. @param run they are kept alive only by the add-on */
export function survivesGc(run: RunRecord, count: number): Verdict {
  const failure = crash(run);
  if (failure) return findingFrom('survives-gc.crashed', failure);
  const reason = tellsTotals(run, count);
  return reason && findingFrom('survives-gc.ticks-lost', reason);
}

/** Judges that the package's JavaScript passes the count to the reference add-on, and its totals back. */
export function passesTotalsOn(
  run: RunRecord,
  count: number,
  totals: { delivered: number; dropped: number },
): Verdict {
  const passed = observation(run, 'native-count');
  if (passed !== String(count)) return finding('native-work.sensor-count', { passed: passed ?? '?', count });
  const sensor = streamsOf(run)[0]!;
  const [end, second] = endsOf(run, sensor);
  const sent = eventsOf(run, 'observation').find(({ name }) => name === 'native-end')?.t ?? 0;
  if (!end || second || end.at < sent) return finding('native-work.sensor-end');
  if (end.delivered !== totals.delivered || end.dropped !== totals.dropped)
    return finding('native-work.sensor-totals', { shown: end.shown });
  return undefined;
}

/** Judges that the compiled add-on passes the same checks as the package. */
export function addonDoesTheSame(alone: RunRecord, count: number): Verdict {
  const reason =
    returnsStop(alone) ??
    readingsInOrder(alone, count) ??
    dropsWhenFull(alone, count) ??
    tellsTotals(alone, count);
  return reason && findingFrom('native-work.add-on-alone', reason);
}
