/** Each verdict both ways, on runs that never ran. */
import t from 'tap';
import type { RunRecord } from '../../../src/harness/parent/run-record.js';
import type { HarnessEvent, OutputReport, ValueReport } from '../../../src/harness/protocol.js';
import { finding } from '../../../src/report/finding.js';
import { renderFinding } from '../../../src/report/render.js';
import type { CallOutcome } from '../../../src/tasks/values/call-outcome.js';
import * as output from '../../../src/tasks/values/output.js';

const NOTHING: ValueReport = { type: 'undefined', text: 'undefined' };

function wrote(text: string): OutputReport {
  return { bytes: Buffer.byteLength(text), sha256: '', text };
}

function outcome(text: string, more: Partial<CallOutcome> = {}): CallOutcome {
  const call = { fn: 'print', args: [] };
  return {
    call,
    text: 'print()',
    returned: NOTHING,
    threw: undefined,
    asExpected: undefined,
    wrote: wrote(text),
    ...more,
  };
}

function runWith(stdout: string, atLoad = ''): RunRecord {
  const events: HarnessEvent[] = [
    { t: 0, kind: 'observation', name: 'wrote-at-load', value: atLoad },
    { t: 0, kind: 'observation', name: 'bytes-at-load', value: Buffer.byteLength(atLoad) },
  ];
  return {
    scenario: 'ownPackage',
    events,
    code: 0,
    signal: null,
    cutOffAt: undefined,
    trace: undefined,
    stdout,
    stdoutBytes: Buffer.byteLength(stdout),
    stderr: '',
  };
}

t.test('what calls have written is there at once', async (t) => {
  const outcomes = [outcome('é\n'), outcome('b\n')];
  t.equal(output.writtenAtOnce(outcomes, runWith('é\nb\n')), undefined);
  t.equal(output.writtenAtOnce(outcomes, runWith('at load\né\nb\n', 'at load\n')), undefined);
});

t.test('one byte is not two', async (t) => {
  const late = output.writtenAtOnce([outcome('a\n')], runWith('a\nb'))!;
  t.match(renderFinding(late).observed, /\b2 bytes .*\b1 byte /);
});

t.test('what comes later is late', async (t) => {
  const judged = (outcomes: CallOutcome[], stdout: string) => output.writtenAtOnce(outcomes, runWith(stdout));
  t.hasStrict(
    judged([outcome(''), outcome('')], 'a\nb\n'),
    finding('written-at-once.all-late', { name: 'print', calls: 2, late: 4 }),
  );
  t.hasStrict(
    judged([outcome(''), outcome('a\n')], 'a\nb\n'),
    finding('written-at-once.some-late', { written: 2, late: 2 }),
  );
});

t.test('loading is quiet, or is not', async (t) => {
  t.equal(output.quietAtLoad(runWith('a\n')), undefined);
  t.same(output.quietAtLoad(runWith('a\n', 'a\n')), finding('quiet-at-load.wrote', { wrote: '"a\\n"' }));
});

t.test('what is returned', async (t) => {
  t.equal(output.returnsNothing([outcome('a\n')]), undefined);
  t.same(
    output.returnsNothing([outcome('a\n', { returned: { type: 'string', text: '"a"' } })]),
    finding('returns-nothing.something', { call: 'print()', returned: '"a"' }),
  );
});
