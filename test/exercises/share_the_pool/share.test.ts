import t from 'tap';
import { keepsToShare, oneJobForEach, othersGetThrough } from '../../../exercises/share_the_pool/share.js';
import type { RunRecord } from '../../../src/harness/parent/run-record.js';
import type { HarnessEvent } from '../../../src/harness/protocol.js';
import type { TraceRecord } from '../../../src/probe/trace.js';

const JS = 1;
const POOL = 2;

interface Job {
  readonly queued: number;
  readonly begin: number;
  readonly end: number;
}

/** A run with one call of `checksums` at 0, which called back at `calledBack`. */
function run(
  jobs: readonly Job[],
  calledBack: number,
  others: Record<string, number> = {},
  probe = true,
): RunRecord {
  const records = jobs.flatMap(({ queued, begin, end }, index): TraceRecord[] => {
    const work = `0:${index}`;
    const base = { module: 0, work };
    return [
      { ...base, kind: 'work-queued', t: queued, thread: JS, stack: { file: undefined, frames: [] } },
      { ...base, kind: 'execute-begin', t: begin, thread: POOL },
      { ...base, kind: 'execute-end', t: end, thread: POOL },
      { ...base, kind: 'complete-begin', t: end, thread: JS },
    ];
  });
  const events: HarnessEvent[] = [
    {
      kind: 'call',
      t: 0,
      id: 1,
      what: 'checksums(buffers, callback)',
      input: { buffers: jobs.length, full: jobs.length },
    },
    { kind: 'return', t: 0.1, id: 1 },
    ...Object.entries(others).map(([name, t]): HarnessEvent => ({ kind: 'observation', t, name, value: '' })),
    { kind: 'callback', t: calledBack, id: 1, args: 2, first: 'null' },
  ];
  return {
    scenario: 'crowd',
    events,
    code: 0,
    signal: null,
    cutOffAt: undefined,
    trace: probe
      ? {
          records: records.sort((a, b) => a.t - b.t),
          counts: {} as never,
          lost: 0,
          mainThread: JS,
          modules: ['a'],
        }
      : undefined,
    stdout: '',
    stderr: '',
  };
}

/** Jobs that take 1 ms each, one after the other, queued `ahead` ms before they begin. */
const jobs = (count: number, ahead: number): Job[] =>
  Array.from({ length: count }, (_, index) => ({
    queued: Math.max(0.01, index - ahead),
    begin: index + 0.05,
    end: index + 0.95,
  }));

t.test('others are served if at least half of the jobs are still to come', async (t) => {
  const served = (at: number, ahead: number, probe = true) => {
    const others = { 'fs.readFile': at, 'crypto.pbkdf2': 3 };
    return othersGetThrough([{ threads: 1, run: run(jobs(20, ahead), 20, others, probe) }], '/');
  };
  t.equal(served(9, 0.5), undefined);
  t.equal(served(12, 0.5), undefined, 'two in the queue are not the cause of a long wait');
  t.match(served(19.5, 100), {
    situation: 'others-get-through.behind-the-queue',
    values: { count: 0, queued: 20 },
  });
  t.equal(served(19.5, 100, false), undefined, 'without the probe, only the callback tells');
  t.match(served(21, 100, false), { situation: 'others-get-through.after-callback' });
});

t.test('a pool of another size, and a call that never ends, are told as such', async (t) => {
  const resized = run(jobs(4, 100), 4, { 'fs.readFile': 1, 'crypto.pbkdf2': 1 });
  const events: HarnessEvent[] = [
    ...resized.events,
    { kind: 'observation', t: 1, name: 'pool-size', value: '64' },
  ];
  t.match(othersGetThrough([{ threads: 4, run: { ...resized, events } }], '/'), {
    situation: 'others-get-through.resizes-the-pool',
    values: { value: '64' },
  });
  const silent = resized.events.filter(({ kind }) => kind !== 'callback');
  t.match(othersGetThrough([{ threads: 4, run: { ...resized, events: silent } }], '/'), {
    situation: 'others-get-through.ended',
  });
});

t.test('what is queued or running counts, and what has ended does not', async (t) => {
  const idle = run([], 1);
  t.equal(keepsToShare([run(jobs(9, 1), 9)], idle, '/'), undefined);
  t.match(keepsToShare([run(jobs(9, 1.5), 9)], idle, '/'), {
    situation: 'at-most-two-jobs.more',
    values: { count: 3 },
  });
  t.match(keepsToShare([idle], run(jobs(9, 100), 9), '/'), {
    situation: 'at-most-two-jobs.add-on-alone',
    cause: { situation: 'at-most-two-jobs.more' },
  });
});

t.test('each buffer needs its job', async (t) => {
  t.equal(oneJobForEach(run(jobs(5, 1), 5)), undefined);
  const whole = run(jobs(5, 1), 5);
  const events = whole.events.map((event) =>
    event.kind === 'call' ? { ...event, input: { buffers: 9, full: 6 } } : event,
  );
  t.match(oneJobForEach({ ...whole, events }), {
    situation: 'one-job-for-each.fewer',
    values: { buffers: 9, count: 5 },
  });
  t.equal(oneJobForEach({ ...whole, events, trace: undefined }), undefined);
});
