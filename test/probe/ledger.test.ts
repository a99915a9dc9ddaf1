import t from 'tap';
import { doneWorks, type LedgerLine, leaksIn, ledgerOf } from '../../src/probe/ledger.js';
import type { TraceRecord } from '../../src/probe/trace-file.js';
import { type Line, traceOf } from './traces.js';

function lineOf(asset: LedgerLine['asset'], lines: readonly Line[], more = {}): LedgerLine {
  return ledgerOf(traceOf(lines, more)).find((line) => line.asset === asset)!;
}

/** Counts as in a file in which not all records found room. */
function counting(counts: Record<string, number>) {
  return new Proxy({} as never, { get: (_, kind) => counts[String(kind)] ?? 0 });
}

t.test('works, references and scopes: taken, given back, open', async (t) => {
  const ledger = ledgerOf(
    traceOf([
      ['work-created', 1, { a: 1 }],
      ['work-created', 2, { a: 2, site: 0x40 }],
      ['work-deleted', 3, { a: 1 }],
      ['reference-created', 4, { a: 0xf0 }],
      ['reference-deleted', 5, { a: 0xf0 }],
      ['reference-created', 6, { a: 0xf0, site: 0x50 }],
      ['scope-opened', 7, { a: 3 }],
      ['scope-closed', 8, { a: 3 }],
    ]),
  );
  t.same(
    ledger.map(({ asset, taken, givenBack, open }) => [
      asset,
      taken,
      givenBack,
      open.map(({ site }) => site),
    ]),
    [
      ['async-work', 2, 1, [0x40]],
      ['reference', 2, 1, [0x50]],
      ['handle-scope', 1, 1, []],
      ['threadsafe-function', 0, 0, []],
    ],
  );
});

t.test('the same number in two add-ons is not the same thing', async (t) => {
  const line = lineOf('async-work', [
    ['work-created', 1, { a: 1, module: 0 }],
    ['work-created', 2, { a: 1, module: 1 }],
    ['work-deleted', 3, { a: 1, module: 1 }],
  ]);
  t.match(line.open, [{ module: 0 }]);
});

t.test('a threadsafe function: each thread has to release it', async (t) => {
  const lines: Line[] = [
    ['function-created', 1, { a: 1, c: 2 }],
    ['function-acquired', 2, { a: 1 }],
    ['function-released', 3, { a: 1 }],
    ['function-released', 4, { a: 1 }],
  ];
  const line = lineOf('threadsafe-function', lines);
  t.match(line, { taken: 3, givenBack: 2 });
  t.equal(line.open.length, 1);
  t.equal(lineOf('threadsafe-function', [...lines, ['function-released', 5, { a: 1 }]]).open.length, 0);
  t.equal(lineOf('threadsafe-function', lines, { lost: 1 }).open.length, 0, 'the last may not have fitted');
});

t.test('one that is aborted is given back for all', async (t) => {
  const line = lineOf('threadsafe-function', [
    ['function-created', 1, { a: 1, c: 5 }],
    ['function-released', 2, { a: 1, site: 1 }],
    ['function-released', 3, { a: 1 }],
  ]);
  t.equal(line.open.length, 0);
});

t.test('a full record: balanced counts are no leak, whatever the records say', async (t) => {
  const lines: Line[] = [
    ['reference-created', 1, { a: 1 }],
    ['reference-created', 2, { a: 2 }],
  ];
  const balanced = counting({ 'reference-created': 1000, 'reference-deleted': 1000 });
  t.match(lineOf('reference', lines, { lost: 1998, counts: balanced }), {
    taken: 1000,
    givenBack: 1000,
    open: [],
    openUnrecorded: 0,
  });
  const leaking = counting({ 'reference-created': 1000, 'reference-deleted': 400 });
  const line = lineOf('reference', lines, { lost: 1398, counts: leaking });
  t.equal(line.open.length + line.openUnrecorded, 600);
  t.match(leaksIn([line], []), [{ asset: 'reference', count: 600 }]);
});

function leaks(asset: LedgerLine['asset'], ...open: Partial<TraceRecord>[]) {
  const entries = open.map((one, id) => {
    return { id: String(id), t: 5, thread: 1, module: 0, site: 1, stack: 1, ...one };
  });
  return leaksIn(
    [{ asset, taken: 9, givenBack: 0, open: entries, openUnrecorded: 0 }],
    [{ fromMs: 1, toMs: 2 }],
  );
}

t.test('leaks: each work and scope, and what is taken again and again', async (t) => {
  t.match(leaks('async-work', {}), [{ count: 1, first: { id: '0' } }]);
  t.match(leaks('handle-scope', {}), [{ count: 1 }]);
  t.match(leaks('reference', {}, {}), [{ count: 2 }]);
  t.match(leaks('threadsafe-function', {}, {}), [{ count: 2 }]);
});

t.test('no leaks: what was taken while the add-on was loaded, and what is one of its kind', async (t) => {
  t.same(leaks('async-work', { t: 1.5 }), []);
  t.same(leaks('reference', {}), []);
  t.same(leaks('threadsafe-function', {}), []);
  t.same(leaks('reference', {}, { stack: 2 }), [], 'on two ways');
  t.same(leaks('reference', {}, { site: 2 }), [], 'in two places');
  t.same(leaks('reference', {}, { thread: 2 }), [], 'by two environments');
  t.same(leaks('reference', {}, { module: 2 }), [], 'by two add-ons');
});

t.test('many without a record are a leak, a few references may be one of a kind each', async (t) => {
  const of = (asset: LedgerLine['asset'], openUnrecorded: number) =>
    leaksIn([{ asset, taken: 1000, givenBack: 0, open: [], openUnrecorded }], []);
  t.match(of('reference', 500), [{ count: 500, first: undefined }]);
  t.same(of('reference', 2), []);
  t.match(of('async-work', 2), [{ count: 2 }]);
});

t.test('works that are done: their callback returned, and they were not queued again', async (t) => {
  const done = doneWorks(
    traceOf([
      ['work-queued', 1, { a: 1 }],
      ['complete-end', 2, { a: 1 }],
      ['work-queued', 3, { a: 2 }],
      ['complete-end', 4, { a: 2 }],
      ['work-queued', 5, { a: 2 }],
      ['work-queued', 6, { a: 3 }],
      ['complete-begin', 7, { a: 3 }],
    ]),
  );
  t.same([...done], ['0:1']);
});
