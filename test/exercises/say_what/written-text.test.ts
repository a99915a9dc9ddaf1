/** What is said of a text, by the length and the hash of what came instead. */
import { createHash } from 'node:crypto';
import t from 'tap';
import { printsNothingElse } from '../../../exercises/say_what/task.js';
import { textSituation, wroteText } from '../../../exercises/say_what/written-text.js';
import type { RunRecord } from '../../../src/harness/parent/run-record.js';
import type { OutputReport, ValueReport } from '../../../src/harness/protocol.js';
import { finding } from '../../../src/report/finding.js';

const UNDEFINED: ValueReport = { type: 'undefined', text: 'undefined' };

function wrote(written: string | Buffer): OutputReport {
  const bytes = Buffer.from(written as string);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { bytes: bytes.length, sha256, text: bytes.toString().slice(0, 200) };
}

function situation(
  text: string,
  written: string | Buffer,
  { said = ['before'], stderr = '', returned = UNDEFINED, args = [JSON.stringify(text)] } = {},
): string {
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
  const call = { fn: 'print', args };
  const outcome = {
    call,
    text: '',
    returned,
    threw: undefined,
    asExpected: undefined,
    wrote: wrote(written),
  };
  return textSituation(outcome, text, said, run);
}

t.test('the text and a line feed', async (t) => {
  const texts = ['', 'abc', 'é😀', 'a\0b', '\n', '\ud83d'];
  t.same(
    texts.filter((text) => !wroteText(wrote(`${text}\n`), text)),
    [],
  );
  t.notOk(wroteText(wrote('abc'), 'abc'));
  t.notOk(wroteText(wrote('abcd\n'), 'abc'));
});

t.test('each mistake has its name', async (t) => {
  t.equal(situation('', ''), 'nothing-of-empty');
  t.equal(situation('abc', ''), 'nothing');
  t.equal(situation('abc', '', { stderr: 'abc\n' }), 'to-stderr');
  t.equal(situation('abc', '', { returned: { type: 'string', text: '"abc"' } }), 'returned');
  t.equal(situation('abc', 'abc'), 'no-line-feed');
  t.equal(situation('abc', 'abc\n\n'), 'empty-line');
  t.equal(situation('abc', 'abc\nabc\n'), 'twice');
  t.equal(situation('abc', Buffer.from('abc\n', 'utf16le')), 'wide');
  t.equal(situation('abc', 'abc\0\n'), 'nul-byte');
  t.equal(situation('abc', '"abc"\n'), 'quotes');
  t.equal(situation('abc', 'beforeabc\n'), 'carried-over');
  t.equal(situation('a\0b', 'a\n'), 'cut-at-nul');
  t.equal(situation('a\0b', 'a'), 'cut-at-nul');
  t.equal(situation('100%', '100\n'), 'percent');
  t.equal(situation('abc', 'abc 42\n', { args: ['"abc"', '42'] }), 'extra-arguments');
  t.equal(situation('é and more', 'é and mor\n'), 'letters');
  t.equal(situation('abcdef', 'abc\n'), 'cut');
  t.equal(situation('abcdef', '\n'), 'line-feed-only');
  t.equal(situation('abc', '\n', { stderr: 'abc' }), 'line-feed-only-rest-to-stderr');
  t.equal(situation('é', Buffer.from('é\n', 'latin1')), 'encoding');
  t.equal(situation('\ud83d', '?\n'), 'lone-surrogate');
  t.equal(situation('abc', 'something else\n'), 'other');
  t.equal(situation('é', '?\n', { said: [] }), 'other', 'nothing is known of plain letters yet');
});

t.test('who threw, when something was written as well', async (t) => {
  const judged = (message: string, written: string, args = ['undefined']) =>
    printsNothingElse([
      {
        call: { fn: 'print', args, kind: 'wrong-type' },
        text: `print(${args})`,
        returned: undefined,
        threw: { type: 'object', text: `TypeError: ${message}`, errorClass: 'TypeError', message },
        asExpected: undefined,
        wrote: wrote(written),
      },
    ]);
  t.equal(judged('no text', ''), undefined);
  t.hasStrict(judged('no text', '\n'), finding('prints-nothing-else.wrote', { wrote: '"\\n"' }));
  const byNodeApi = 'A string was expected';
  const letThrough = (value: string) => finding('prints-nothing-else.let-through', { value });
  t.hasStrict(judged(byNodeApi, '\n', ['{}']), letThrough('{}'));
  t.hasStrict(judged(byNodeApi, '\n', []), letThrough('undefined'));
});
