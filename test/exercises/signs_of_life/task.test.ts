/** What is said of a line, by what came of the calls. */
import t from 'tap';
import { writesTheLine } from '../../../exercises/signs_of_life/task.js';
import type { RunRecord } from '../../../src/harness/parent/run-record.js';
import type { ValueReport } from '../../../src/harness/protocol.js';
import type { CallOutcome } from '../../../src/tasks/values/call-outcome.js';

const LINE = 'Signs of life from C++';
const RIGHT = `${LINE}\n`;
const UNDEFINED: ValueReport = { type: 'undefined', text: 'undefined' };

function outcome(written: string, more: Partial<CallOutcome> = {}): CallOutcome {
  return {
    call: { fn: 'print', args: [] },
    text: 'print()',
    returned: UNDEFINED,
    threw: undefined,
    asExpected: undefined,
    wrote: { bytes: Buffer.byteLength(written), sha256: '', text: written },
    ...more,
  };
}

function situation(outcomes: readonly CallOutcome[], stderr = ''): string | undefined {
  const run: RunRecord = {
    scenario: 'ownPackage',
    events: [],
    code: 0,
    signal: null,
    cutOffAt: undefined,
    trace: undefined,
    stdout: '',
    stderr,
  };
  return writesTheLine(outcomes, run)?.situation.replace('writes-the-line.', '');
}

t.test('the line, each time', async (t) => {
  t.equal(situation([outcome(RIGHT), outcome(RIGHT)]), undefined);
});

t.test('what the first call shows', async (t) => {
  const wrong: Record<string, string> = {
    nothing: '',
    'no-line-feed': LINE,
    'empty-line': `${RIGHT}\n`,
    twice: RIGHT + RIGHT,
    'nul-byte': `${RIGHT}\0`,
    wide: [...RIGHT].map((letter) => `${letter}\0`).join(''),
    spaces: ` ${RIGHT}`,
    'letter-case': RIGHT.toUpperCase(),
    other: 'Hello\n',
  };
  t.same(
    Object.values(wrong).map((written) => situation([outcome(written), outcome(written)])),
    Object.keys(wrong),
  );
  t.equal(situation([outcome('')], `${RIGHT}`), 'to-stderr');
  t.equal(situation([outcome('', { returned: { type: 'string', text: `"${LINE}"` } })]), 'returned');
  t.equal(situation([outcome(`hello\n${RIGHT}`), outcome(RIGHT)]), 'since-loading');
});

t.test('what later calls show', async (t) => {
  const threw: ValueReport = { type: 'object', text: 'TypeError: no', errorClass: 'TypeError' };
  t.equal(situation([outcome(RIGHT), outcome('')]), 'no-longer');
  t.equal(situation([outcome(RIGHT), outcome('2\n')]), 'differs');
  t.equal(situation([outcome(RIGHT), outcome('', { threw, returned: undefined })]), 'threw');
});
