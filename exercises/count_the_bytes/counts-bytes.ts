import { finding, type Verdict } from '../../src/report/finding.js';
import type { SituationOfCheck } from '../../src/report/situation.js';
import { type CallOutcome, outcomeText } from '../../src/tasks/values/call-outcome.js';
import type { CountingCall } from './calls.js';

/** A count that was answered, beside what it was of. */
interface Count {
  readonly text: string;
  readonly bytes: number;
  readonly answer: number;
  readonly right: boolean;
  readonly loneSurrogate: boolean;
}

/**
 * Judges the outcomes of `counting`; of a wrong count it tells, where it can, what was counted instead.
 * @param outcomes of all calls; those of `counting` are the first
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
    answer: Number(returned?.text),
    right: asExpected === true,
    loneSurrogate: call.kind === 'lone-surrogate',
  };
}

/** Other ways to count, from the most common; those further down explain less of what people do. */
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

/** The situation of `counts-bytes` that explains all the answers or, where none does, the first wrong one. */
function countedInstead(counts: readonly Count[], first: Count): SituationOfCheck<'counts-bytes'> {
  const wrong = counts.filter(({ right }) => !right);
  if (wrong.length > 3 && counts.every(({ answer }) => answer === first.answer)) return 'always-the-same';
  const explainsAll = OTHER_WAYS.find(([, count]) =>
    counts.every(({ text, answer }) => count(text) === answer),
  );
  if (explainsAll) return explainsAll[0];
  if (wrong.every(wrapped)) return 'too-small-a-type';
  if (wrong.every(({ loneSurrogate }) => loneSurrogate)) return 'lone-surrogate';
  if (wrong.every(({ bytes, answer }) => Math.abs(answer / bytes - 1) < 1e-6)) return 'rounded';
  if (capped(wrong)) return 'cut-off';
  return OTHER_WAYS.find(([, count]) => count(first.text) === first.answer)?.[0] ?? 'wrong';
}

/** What is left of a number in a type of fewer bits, with or without a sign. */
function wrapped({ bytes, answer }: Count): boolean {
  return [8, 16].some((bits) => {
    const range = 2 ** bits;
    return answer >= -range / 2 && answer < range && (bytes - answer) % range === 0;
  });
}

/** However long the texts, the answers stop at a limit; a letter of several bytes can end a little before it. */
function capped(wrong: readonly Count[]): boolean {
  const answers = wrong.map(({ answer }) => answer);
  const most = Math.max(...answers);
  return wrong.length > 1 && wrong.every(({ bytes, answer }) => answer < bytes && answer > most - 4);
}

/** @param whole whether both halves of a surrogate pair are one letter */
function sum(text: string, whole: boolean, bytes: (code: number) => number): number {
  let total = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.codePointAt(index)!;
    total += bytes(whole ? code : text.charCodeAt(index));
    if (whole && code > 0xffff) index++;
  }
  return total;
}
