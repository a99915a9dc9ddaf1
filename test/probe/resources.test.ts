import t from 'tap';
import {
  finishedWork,
  leaksIn,
  type ResourceKind,
  type ResourceUse,
  resourcesIn,
  type UnreleasedResource,
} from '../../src/probe/resources.js';
import { type Line, traceOf } from './traces.js';

function useOf(kind: ResourceKind, lines: readonly Line[], more = {}): ResourceUse {
  return resourcesIn(traceOf(lines, more)).find((use) => use.kind === kind)!;
}

const at = (...frames: number[]) => ({ file: '/addon.node', frames });

/** Counts as in a file into which not all records fitted. */
function counting(counts: Record<string, number>) {
  return new Proxy({} as never, { get: (_, kind) => counts[String(kind)] ?? 0 });
}

t.test('work items, references, scopes and deferreds: acquired, released, unreleased', async (t) => {
  const resources = resourcesIn(
    traceOf([
      ['work-created', 1, { work: '0:1' }],
      ['work-created', 2, { work: '0:2', stack: at(0x40) }],
      ['work-deleted', 3, { work: '0:1' }],
      ['reference-created', 4, { reference: '0:240' }],
      ['reference-deleted', 5, { reference: '0:240' }],
      ['reference-created', 6, { reference: '0:240', stack: at(0x50) }],
      ['scope-opened', 7, { scope: '0:3' }],
      ['scope-closed', 8, { scope: '0:3' }],
      ['deferred-created', 9, { deferred: '0:4' }],
      ['deferred-created', 10, { deferred: '0:5', stack: at(0x60) }],
      ['deferred-settled', 11, { deferred: '0:4' }],
    ]),
  );
  t.same(
    resources.map(({ kind, acquired, released, unreleased }) => [
      kind,
      acquired,
      released,
      unreleased.map(({ stack }) => stack.frames),
    ]),
    [
      ['async-work', 2, 1, [[0x40]]],
      ['request', 0, 0, []],
      ['reference', 2, 1, [[0x50]]],
      ['handle-scope', 1, 1, []],
      ['threadsafe-function', 0, 0, []],
      ['deferred', 2, 1, [[0x60]]],
    ],
  );
});

t.test('requests of libuv: as many as were queued at the same time may be kept', async (t) => {
  const call = (id: string, from: number): Line[] => [
    ['work-created', from, { work: id }],
    ['work-deleted', from + 2, { work: id }],
    ['request-finished', from + 2, { work: id, stack: at(0x40) }],
  ];
  const oneByOne = [...call('0:1', 1), ...call('0:2', 4)];
  t.match(useOf('request', oneByOne), { acquired: 2, released: 0, unreleased: [{}, {}] });
  t.same(useOf('request', [...oneByOne, ['request-freed', 9, { work: '0:1' }]]).unreleased, []);
  const together = [...call('0:1', 1), ...call('0:2', 2)].sort(([, a], [, b]) => a - b);
  t.same(useOf('request', together).unreleased, []);
});

t.test('a threadsafe function: each thread has to release it', async (t) => {
  const lines: Line[] = [
    ['function-created', 1, { initialThreadCount: 2 }],
    ['function-acquired', 2],
    ['function-released', 3],
    ['function-released', 4],
  ];
  const use = useOf('threadsafe-function', lines);
  t.match(use, { acquired: 3, released: 2 });
  t.equal(use.unreleased.length, 1);
  t.equal(useOf('threadsafe-function', [...lines, ['function-released', 5]]).unreleased.length, 0);
  const full = useOf('threadsafe-function', lines, { lost: 1 });
  t.equal(full.unreleased.length, 0, 'the last release may not have fitted');
});

t.test('one that is aborted is released for all threads', async (t) => {
  const use = useOf('threadsafe-function', [
    ['function-created', 1, { initialThreadCount: 5 }],
    ['function-released', 2, { aborts: true }],
    ['function-released', 3],
  ]);
  t.equal(use.unreleased.length, 0);
});

t.test('a full trace file: balanced counts are no leak, whatever the records say', async (t) => {
  const lines: Line[] = [
    ['reference-created', 1, { reference: '0:1' }],
    ['reference-created', 2, { reference: '0:2' }],
  ];
  const balanced = counting({ 'reference-created': 1000, 'reference-deleted': 1000 });
  t.match(useOf('reference', lines, { lost: 1998, counts: balanced }), {
    acquired: 1000,
    released: 1000,
    unreleased: [],
    unrecorded: 0,
  });
  const leaking = counting({ 'reference-created': 1000, 'reference-deleted': 400 });
  const use = useOf('reference', lines, { lost: 1398, counts: leaking });
  t.equal(use.unreleased.length + use.unrecorded, 600);
  t.match(leaksIn([use], []), [{ kind: 'reference', count: 600 }]);
});

function leaks(kind: ResourceKind, ...resources: Partial<UnreleasedResource>[]) {
  const unreleased = resources.map((one, id) => ({ id: String(id), t: 5, thread: 1, stack: at(1), ...one }));
  return leaksIn([{ kind, acquired: 9, released: 0, unreleased, unrecorded: 0 }], [{ fromMs: 1, toMs: 2 }]);
}

t.test('leaks: each work item and scope, and what is acquired repeatedly', async (t) => {
  t.match(leaks('async-work', {}), [{ count: 1, first: { id: '0' } }]);
  t.match(leaks('handle-scope', {}), [{ count: 1 }]);
  t.match(leaks('reference', {}, {}), [{ count: 2 }]);
  t.match(leaks('threadsafe-function', {}, {}), [{ count: 2 }]);
});

t.test('no leaks: what was acquired while the add-on was loaded, and what is made once', async (t) => {
  t.same(leaks('async-work', { t: 1.5 }), []);
  t.same(leaks('reference', {}), []);
  t.same(leaks('threadsafe-function', {}), []);
  t.same(leaks('reference', {}, { stack: at(1, 2) }), [], 'with two callers');
  t.same(leaks('reference', {}, { stack: at(2) }), [], 'in two places');
  t.same(leaks('reference', {}, { thread: 2 }), [], 'by two environments');
  t.same(leaks('reference', {}, { stack: { file: '/other.node', frames: [1] } }), [], 'by two add-ons');
});

t.test('many without a record are a leak, a few references may each be made once', async (t) => {
  const of = (kind: ResourceKind, unrecorded: number) =>
    leaksIn([{ kind, acquired: 1000, released: 0, unreleased: [], unrecorded }], []);
  t.match(of('reference', 500), [{ count: 500, first: undefined }]);
  t.same(of('reference', 2), []);
  t.match(of('async-work', 2), [{ count: 2 }]);
});

t.test('finished work: its callback returned, and it was not queued again', async (t) => {
  const finished = finishedWork(
    traceOf([
      ['work-queued', 1, { work: '0:1' }],
      ['complete-end', 2, { work: '0:1' }],
      ['work-queued', 3, { work: '0:2' }],
      ['complete-end', 4, { work: '0:2' }],
      ['work-queued', 5, { work: '0:2' }],
      ['work-queued', 6, { work: '0:3' }],
      ['complete-begin', 7, { work: '0:3' }],
    ]),
  );
  t.same([...finished], ['0:1']);
});
