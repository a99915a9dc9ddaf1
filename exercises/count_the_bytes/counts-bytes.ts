import { finding, type Verdict } from '../../src/report/finding.js';
import type { SituationOfCheck } from '../../src/report/situation.js';
import { type CallOutcome, outcomeText } from '../../src/tasks/values/call-outcome.js';
import type { CountingCall } from './calls.js';

/** A count that was returned, and the text that was counted. */
interface Count {
  readonly text: string;
  readonly bytes: number;
  readonly returned: number;
  readonly right: boolean;
  readonly loneSurrogate: boolean;
}

/**
 * Judges that every count is the number of UTF-8 bytes. The finding says what was counted instead, if that is clear.
 * @param outcomes the outcomes of all calls, starting with those of `counting`
 */
export function countsBytes(outcomes: readonly CallOutcome[], counting: readonly CountingCall[]): Verdict {
  const counted = outcomes.slice(0, counting.length);
  const wrong = counted.find(({ asExpected }) => !asExpected);
  if (!wrong) return undefined;

  const { text: call, threw, returned } = wrong;
  const values = { call, came: outcomeText(wrong), expected: wrong.call.expected ?? '' };
  if (threw)
    return finding(`counts-bytes.${wrong.call.args.length > 1 ? 'threw-for-more' : 'threw'}`, values);
  if (returned?.type === 'undefined') return finding('counts-bytes.nothing', values);
  if (returned?.type !== 'number')
    return finding('counts-bytes.no-number', { ...values, type: returned?.type ?? '?' });

  const counts = counted.map((outcome, index) => countOf(outcome, counting[index]!));
  const first = counts[counted.indexOf(wrong)]!;
  const { length } = first.text;
  return finding(`counts-bytes.${countedInstead(counts, first)}`, { ...values, length });
}

function countOf({ returned, asExpected }: CallOutcome, call: CountingCall): Count {
  return {
    text: call.counted,
    bytes: Number(call.expected),
    returned: Number(returned?.text),
    right: asExpected === true,
    loneSurrogate: call.kind === 'lone-surrogate',
  };
}

/** Wrong ways to count, the most common first. */
const OTHER_WAYS: readonly (readonly [
  name: SituationOfCheck<'counts-bytes'>,
  count: (text: string) => number,
])[] = [
  ['up-to-nul', (text) => Buffer.byteLength(text.split('\0', 1)[0]!)],
  ['code-units', (text) => text.length],
  ['nul-too', (text) => Buffer.byteLength(text) + 1],
  ['code-points', (text) => sum(text, true, () => 1)],
  ['two-bytes-each', (text) => text.length * 2],
  ['two-for-others', (text) => sum(text, true, (code) => (code < 0x80 ? 1 : 2))],
  ['two-for-others', (text) => sum(text, false, (code) => (code < 0x80 ? 1 : 2))],
  ['pairs-apart', (text) => sum(text, false, (code) => (code < 0x80 ? 1 : code < 0x800 ? 2 : 3))],
];

/** The situation of `counts-bytes` that explains all counts or, if there is none, the first wrong one. */
function countedInstead(counts: readonly Count[], first: Count): SituationOfCheck<'counts-bytes'> {
  const wrong = counts.filter(({ right }) => !right);
  if (wrong.length > 3 && counts.every(({ returned }) => returned === first.returned))
    return 'always-the-same';
  if (counts.every((count, index) => count.returned === totalUpTo(counts, index))) return 'added-up';
  const explainsAll = OTHER_WAYS.find(([, count]) =>
    counts.every(({ text, returned }) => count(text) === returned),
  );
  if (explainsAll) return explainsAll[0];
  if (wrong.every(wrapped)) return 'too-small-a-type';
  if (wrong.every(({ loneSurrogate }) => loneSurrogate)) return 'lone-surrogate';
  if (wrong.every(({ bytes, returned }) => Math.abs(returned / bytes - 1) < 1e-6)) return 'rounded';
  if (capped(wrong)) return 'cut-off';
  if (lacksRoomForNul(wrong)) return 'one-short';
  return OTHER_WAYS.find(([, count]) => count(first.text) === first.returned)?.[0] ?? 'wrong';
}

/** The bytes of this text and of all before it. */
function totalUpTo(counts: readonly Count[], index: number): number {
  return counts.slice(0, index + 1).reduce((total, { bytes }) => total + bytes, 0);
}

/** Whether a count is the right number truncated to 8 or 16 bits, signed or unsigned. */
function wrapped({ bytes, returned }: Count): boolean {
  return [8, 16].some((bits) => {
    const range = 2 ** bits;
    return returned >= -range / 2 && returned < range && (bytes - returned) % range === 0;
  });
}

/** Whether the last byte is missing everywhere, and with it the rest of a character of several bytes. */
function lacksRoomForNul(wrong: readonly Count[]): boolean {
  const lastBytes = (text: string) => Buffer.byteLength([...text].at(-1) ?? '');
  return (
    wrong.length > 1 &&
    wrong.every(({ text, bytes, returned }) => {
      const short = bytes - returned;
      return short === 1 || short === lastBytes(text);
    })
  );
}

/** Whether the counts stop at a limit. A character of several bytes can end a few bytes before it. */
function capped(wrong: readonly Count[]): boolean {
  const returnedCounts = wrong.map(({ returned }) => returned);
  const most = Math.max(...returnedCounts);
  return wrong.length > 1 && wrong.every(({ bytes, returned }) => returned < bytes && returned > most - 4);
}

/** @param byCodePoint whether a surrogate pair counts as one character */
function sum(text: string, byCodePoint: boolean, bytes: (code: number) => number): number {
  let total = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.codePointAt(index)!;
    total += bytes(byCodePoint ? code : text.charCodeAt(index));
    if (byCodePoint && code > 0xffff) index++;
  }
  return total;
}
