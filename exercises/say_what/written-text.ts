/** What came to standard output instead of a text, as far as it can be told from its length and its hash. */
import { createHash } from 'node:crypto';
import type { RunRecord } from '../../src/harness/parent/run-record.js';
import type { OutputReport } from '../../src/harness/protocol.js';
import type { SituationOfCheck } from '../../src/report/situation.js';
import type { CallOutcome } from '../../src/tasks/values/call-outcome.js';

/** In UTF-8 and with one line feed; in text mode, Windows makes two bytes of each line feed. */
export function wroteText(wrote: OutputReport, text: string): boolean {
  const line = `${text}\n`;
  return (
    isThat(wrote, line) || (process.platform === 'win32' && isThat(wrote, line.replaceAll('\n', '\r\n')))
  );
}

/**
 * The situation of `writes-the-text`.
 * @param said the texts of the calls before, which were right
 */
export function textSituation(
  { call, wrote, returned }: CallOutcome,
  text: string,
  said: readonly string[],
  run: RunRecord,
): SituationOfCheck<'writes-the-text'> {
  if (!wrote || wrote.bytes === 0) {
    if (text === '') return 'nothing-of-empty';
    if (run.stderr.includes(text)) return 'to-stderr';
    return returned?.type === 'string' ? 'returned' : 'nothing';
  }
  const is = (bytes: string | Buffer) => isThat(wrote, bytes);
  if (text !== '' && (is('\n') || is('\r\n')))
    return run.stderr.includes(text) ? 'line-feed-only-rest-to-stderr' : 'line-feed-only';
  if (is(text)) return 'no-line-feed';
  if (is(`${text}\n\n`)) return 'empty-line';
  if (is(`${text}\n${text}\n`)) return 'twice';
  if (is(Buffer.from(`${text}\n`, 'utf16le'))) return 'wide';
  if (is(`${text}\0\n`) || is(`${text}\n\0`)) return 'nul-byte';
  if (is(`${JSON.stringify(text)}\n`) || is(`"${text}"\n`) || is(`'${text}'\n`)) return 'quotes';
  if (said.length > 0 && is(`${[...said, text].join('')}\n`)) return 'carried-over';
  const [beforeNul = ''] = text.split('\0');
  if (text.includes('\0') && (is(`${beforeNul}\n`) || is(beforeNul))) return 'cut-at-nul';
  if (text.includes('%')) return 'percent';
  if (call.args.length > 1) return 'extra-arguments';
  if (wrote.bytes <= Buffer.byteLength(text) && isBeginning(wrote, text))
    return wrote.bytes === text.length + 1 ? 'letters' : 'cut';
  // Plain letters were right before: so it is the others.
  if (said.length > 0 && /[^\0-\x7f]/.test(text))
    return /\p{Surrogate}/u.test(text) ? 'lone-surrogate' : 'encoding';
  return 'other';
}

function isThat({ bytes, sha256 }: OutputReport, expected: string | Buffer): boolean {
  const whole = Buffer.from(expected as string);
  return whole.length === bytes && createHash('sha256').update(whole).digest('hex') === sha256;
}

/** The beginning of the text, with or without a line feed. */
function isBeginning(wrote: OutputReport, text: string): boolean {
  const whole = Buffer.from(text);
  const cut = whole.subarray(0, wrote.bytes - 1);
  return (
    isThat(wrote, whole.subarray(0, wrote.bytes)) || isThat(wrote, Buffer.concat([cut, Buffer.from('\n')]))
  );
}
