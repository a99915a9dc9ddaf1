/** Why a promise stayed pending is told by what the probe recorded, and by the sources where they show it. */
import path from 'node:path';
import t from 'tap';
import { callsOf } from '../../../src/tasks/promises/promise-calls.js';
import { settles } from '../../../src/tasks/promises/settles.js';
import { type Line, traceOf } from '../../probe/traces.js';
import { badCall, pending, rootOf, runOf } from './records.js';

const created: Line[] = [
  ['environment', 1],
  ['deferred-created', 10.5],
];
const queued: Line[] = [
  ['work-created', 10.6],
  ['work-queued', 10.7],
];
const executed: Line[] = [
  ['execute-begin', 12, { thread: 200 }],
  ['execute-end', 13, { thread: 200 }],
];
const completed: Line[] = [
  ['complete-begin', 14],
  ['complete-end', 15],
];

function why(
  lines: readonly Line[] | undefined,
  call = rootOf(4),
  source = '',
  how = {},
): string | undefined {
  const folder = t.testdir({ 'myaddon.cc': source });
  const absolute = path.join(folder, 'myaddon.cc');
  const trace = lines && traceOf(lines);
  const run = runOf([[call, { returned: pending }]], { trace, done: false, ...how });
  const file = { relative: 'myaddon.cc', absolute } as Parameters<typeof settles>[3][number];
  return settles(run, callsOf(run, [call]), folder, [file])?.situation;
}

t.test('how far a call came whose promise stayed pending', async (t) => {
  t.equal(why(undefined), 'settles.never');
  t.equal(why(undefined, rootOf(4), '', { cutOffAt: 9_000 }), 'settles.still-pending');
  t.equal(why([['environment', 1]]), 'settles.not-the-add-ons');
  t.equal(why(created), 'settles.no-work');
  t.equal(why(created, badCall('-4')), 'settles.bad-argument');
  t.equal(why([...created, ['work-created', 10.6]]), 'settles.not-queued');
  t.equal(why([...created, ...queued, executed[0]!]), 'settles.work-goes-on');
  t.equal(why([...created, ...queued, ...executed]), 'settles.no-complete');
  t.equal(why([...created, ...queued, ...executed, ...completed]), 'settles.completed-silently');
  t.equal(why([...created, ['thread-created', 11]]), 'settles.never', 'what its own thread did is unknown');
  const other: Line[] = [
    ['deferred-created', 10.6, { deferred: '0:2' }],
    ['deferred-settled', 14, { deferred: '0:2' }],
  ];
  t.equal(why([...created, ...queued, ...executed, ...other]), 'settles.another-promise');
  const failed: Line = [
    'call-failed',
    14,
    { functionName: 'napi_resolve_deferred', status: 'napi_invalid_arg' },
  ];
  t.equal(why([...created, ...queued, ...executed, failed]), 'settles.for-status');
});

t.test('the method that a worker does not override', async (t) => {
  const silent = [...created, ...queued, ...executed, ...completed];
  const worker = (methods: string) => `class Worker : public Napi::AsyncWorker { ${methods} };`;
  const onOk = 'void OnOK() override {}';
  const failing = `${onOk} void Execute() override { SetError("no"); }`;
  const of = (methods: string, call = rootOf(4)) => why(silent, call, worker(methods));
  t.equal(of('void OnOk() {}'), 'settles.no-on-ok');
  t.equal(of('void OnOK(int root) {}'), 'settles.no-on-ok', 'with a parameter, it is another method');
  t.equal(of(onOk), 'settles.completed-silently');
  t.equal(of(failing, badCall('-4')), 'settles.no-on-error');
  t.equal(of(`${failing} void OnError() {}`, badCall('-4')), 'settles.no-on-error');
  const own = 'void OnError(const Napi::Error& error) override {}';
  t.equal(of(`${failing} ${own}`, badCall('-4')), 'settles.completed-silently');
  t.equal(why(silent, rootOf(4), 'void Complete() {}'), 'settles.completed-silently', 'there is no worker');
});
