/** Recognizes what was written to standard output from its length and hash. */
import { createHash } from 'node:crypto';
import type { RunRecord } from '../../src/harness/parent/run-record.js';
import type { OutputReport } from '../../src/harness/protocol.js';
import { deletedMemory } from '../../src/probe/deleted-memory.js';
import type { SituationOfCheck } from '../../src/report/situation.js';
import type { CallOutcome } from '../../src/tasks/values/call-outcome.js';

const NEWLINE = Buffer.from('\n');

/** Whether the output is the text in UTF-8 and a newline. In text mode, Windows writes a newline as two bytes. */
export function wroteText(wrote: OutputReport, text: string): boolean {
  const line = `${text}\n`;
  return (
    matches(wrote, line) || (process.platform === 'win32' && matches(wrote, line.replaceAll('\n', '\r\n')))
  );
}

/**
 * The situation of `writes-the-text` that explains wrong output.
 * @param earlierTexts the texts of the earlier calls, which were written correctly
 */
export function textSituation(
  { call, wrote, returned }: CallOutcome,
  text: string,
  earlierTexts: readonly string[],
  run: RunRecord,
): SituationOfCheck<'writes-the-text'> {
  if (!wrote || wrote.bytes === 0) {
    if (text === '') return 'nothing-of-empty';
    if (run.stderr.includes(text)) return 'to-stderr';
    return returned?.type === 'string' ? 'returned' : 'nothing';
  }
  const is = (bytes: string | Buffer) => matches(wrote, bytes);
  if (text !== '' && (is('\n') || is('\r\n')))
    return run.stderr.includes(text) ? 'line-feed-only-rest-to-stderr' : 'line-feed-only';
  if (is(text)) return 'no-line-feed';
  if (is(`${text}\n\n`)) return 'empty-line';
  if (is(`${text}\n${text}\n`)) return 'twice';
  if (is(Buffer.from(`${text}\n`, 'utf16le'))) return 'wide';
  if (is(`${text}\0\n`) || is(`${text}\n\0`)) return 'nul-byte';
  if (is(`${JSON.stringify(text)}\n`) || is(`"${text}"\n`) || is(`'${text}'\n`)) return 'quotes';
  if (earlierTexts.length > 0 && is(`${[...earlierTexts, text].join('')}\n`)) return 'carried-over';
  const [beforeNul = ''] = text.split('\0');
  if (text.includes('\0') && (is(`${beforeNul}\n`) || is(beforeNul))) return 'cut-at-nul';
  if (text.includes('%')) return 'percent';
  if (call.args.length > 1) return 'extra-arguments';
  // An array of a fixed size cuts long texts only: that shorter ones were right speaks for it.
  const firstOne = earlierTexts.every((earlier) => earlier === '');
  if (firstOne && text.length > 1 && is(Buffer.concat([Buffer.from(text).subarray(0, -1), NEWLINE])))
    return 'last-byte';
  if (wrote.bytes <= Buffer.byteLength(text) && isBeginning(wrote, text))
    return wrote.bytes === text.length + 1 ? 'letters' : 'cut';
  // Earlier texts in ASCII were correct, so non-ASCII characters are the cause.
  if (earlierTexts.length > 0 && /[^\0-\x7f]/.test(text)) {
    if (/\p{Surrogate}/u.test(text)) return 'lone-surrogate';
    return /^[ -~\n]*\?[ -~\n]*$/.test(wrote.text) ? 'question-marks' : 'encoding';
  }
  return 'other';
}

/** Whether the output is memory that C++ had deleted, with or without a newline. */
export function isDeletedMemory(wrote: OutputReport): boolean {
  const { bytes } = wrote;
  if (bytes < 2) return false;
  const line = Buffer.concat([deletedMemory(bytes - 1), Buffer.from('\n')]);
  return matches(wrote, line) || matches(wrote, deletedMemory(bytes));
}

function matches({ bytes, sha256 }: OutputReport, expected: string | Buffer): boolean {
  const whole = Buffer.from(expected as string);
  return whole.length === bytes && createHash('sha256').update(whole).digest('hex') === sha256;
}

/** Whether the output is the beginning of the text, with or without a newline. */
function isBeginning(wrote: OutputReport, text: string): boolean {
  const whole = Buffer.from(text);
  const cut = whole.subarray(0, wrote.bytes - 1);
  return (
    matches(wrote, whole.subarray(0, wrote.bytes)) || matches(wrote, Buffer.concat([cut, Buffer.from('\n')]))
  );
}
