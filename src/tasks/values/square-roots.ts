/** Numbers whose square roots are asked for, and what is wrong with a result. */
import { randomInt } from 'node:crypto';
import type { ValueReport } from '../../harness/protocol.js';
import type { SituationOfCheck } from '../../report/situation.js';
import type { PlannedCall } from './params.js';

/** Expressions for numbers that have a square root, and for `NaN`. */
export function numberSamples(): string[] {
  const whole = randomInt(2, 1_000);
  return [
    `${whole * whole}`,
    '2.25',
    `${randomInt(1, 100)}.${randomInt(1, 100)}`,
    `0.000${randomInt(1, 1_000)}`,
    '0',
    '-0',
    'NaN',
    'Infinity',
    `${2 ** 31 + randomInt(1_000)}`,
    `${2 ** 52 + randomInt(1_000)}`,
    '1e300',
    'Number.MIN_VALUE',
    'Number.MAX_VALUE',
  ];
}

/** Expressions for negative numbers. */
export function negativeSamples(): string[] {
  return [
    `-${randomInt(1, 1_000)}`,
    `-0.${randomInt(1, 1_000)}5`,
    `-${2 ** 40 + randomInt(1_000)}`,
    '-Infinity',
    '-Number.MIN_VALUE',
  ];
}

/** The number that a planned call passes as its first argument. */
export function numberIn({ args }: PlannedCall): number {
  const [text = ''] = args;
  return text.startsWith('Number.') ? Number[text.slice(7) as 'MIN_VALUE' | 'MAX_VALUE'] : Number(text);
}

/**
 * What is wrong with a square root; `undefined` if nothing is. The last bits may differ, because there are other ways to
 * compute a root.
 * @param result `undefined` if there was an error instead
 */
export function rootSituation(
  n: number,
  result: ValueReport | undefined,
): SituationOfCheck<'square-root'> | undefined {
  const root = Math.sqrt(n);
  if (!result) return Number.isNaN(n) ? 'threw-for-nan' : Object.is(n, -0) ? 'threw-for-minus-zero' : 'threw';
  if (result.type === 'undefined') return 'nothing';
  if (result.type !== 'number') return 'no-number';
  const answer = Number(result.text);
  if (isClose(answer, root)) return undefined;
  if (Object.is(root, -0)) return 'minus-zero';
  const wholeRoots = [Math.trunc(root), Math.sqrt(Math.trunc(n)), Math.sqrt(n | 0), Math.sqrt(n >>> 0)];
  if (wholeRoots.some((whole) => Object.is(whole, answer))) return 'whole-numbers';
  const relative = Math.abs(answer / root - 1);
  if (relative < 1e-5 || (answer === Infinity && n > 3.4e38) || (answer === 0 && n < 1e-44)) return 'rounded';
  return 'wrong';
}

/** The square root as JavaScript source. */
export function rootText(n: number): string | number {
  const root = Math.sqrt(n);
  return Object.is(root, -0) ? '-0' : root;
}

/** Whether a number is a root but for its last bits. */
export function isClose(answer: number, root: number): boolean {
  return Object.is(answer, root) || Math.abs(answer / root - 1) <= 4 * Number.EPSILON;
}
