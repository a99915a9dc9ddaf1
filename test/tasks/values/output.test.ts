/** Each verdict both ways, on runs that never ran. */
import t from 'tap';
import type { RunRecord } from '../../../src/harness/parent/run-record.js';
import type { HarnessEvent, ValueReport, WrittenReport } from '../../../src/harness/protocol.js';
import type { CallOutcome } from '../../../src/tasks/values/call-outcome.js';
import { doneByJavaScript } from '../../../src/tasks/values/judge.js';
import * as output from '../../../src/tasks/values/output.js';

const NOTHING: ValueReport = { type: 'undefined', text: 'undefined' };

function wrote(text: string): WrittenReport {
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
    { t: 0, kind: 'fact', name: 'wrote-at-load', value: atLoad },
    { t: 0, kind: 'fact', name: 'bytes-at-load', value: Buffer.byteLength(atLoad) },
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
  const observed = output.writtenAtOnce([outcome('a\n')], runWith('a\nb'))?.observed;
  t.match(observed, /2 bytes reached standard output\. 1 byte arrived/);
});

t.test('what comes later is late', async (t) => {
  const situation = (outcomes: CallOutcome[], stdout: string) =>
    output.writtenAtOnce(outcomes, runWith(stdout))?.situation;
  t.match(situation([outcome(''), outcome('')], 'a\nb\n'), {
    name: 'written-at-once.all-late',
    values: { name: 'print', calls: 2, late: 4 },
  });
  t.match(situation([outcome(''), outcome('a\n')], 'a\nb\n'), {
    name: 'written-at-once.some-late',
    values: { written: 2, late: 2 },
  });
});

t.test('loading is quiet, or is not', async (t) => {
  t.equal(output.quietAtLoad(runWith('a\n')), undefined);
  t.match(output.quietAtLoad(runWith('a\n', 'a\n'))?.observed, '"a\\n"');
});

t.test('who wrote', async (t) => {
  t.equal(doneByJavaScript([outcome('a\n')], 'output'), undefined);
  const byLog = outcome('a\n', { byJavaScript: 'console.log' });
  const outcomes = [outcome('a\n'), byLog];
  t.match(doneByJavaScript(outcomes, 'output')?.observed, 'print(), console.log was called');
  t.match(doneByJavaScript(outcomes, 'answer')?.observed, 'print(), your C++ called console.log');
});

t.test('what is returned', async (t) => {
  t.equal(output.returnsNothing([outcome('a\n')]), undefined);
  t.match(
    output.returnsNothing([outcome('a\n', { returned: { type: 'string', text: '"a"' } })])?.observed,
    'print() returned "a".',
  );
});
