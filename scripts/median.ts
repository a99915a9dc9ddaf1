/** The middle one of the numbers, or the higher of the two. */
export function median(numbers: readonly number[]): number {
  return sorted(numbers)[Math.floor(numbers.length / 2)]!;
}

/** How often a range may be wrong, on each side. */
const DOUBT = 0.005;

/**
 * Where the median is of all the numbers that could have been measured, however they are distributed: each is as likely
 * below it as above it, so few of them are on one side. Of fewer than eight numbers, all are in the range.
 * https://en.wikipedia.org/wiki/Sign_test
 * @returns the ends of a range that is wrong once in a hundred times
 */
export function medianRange(numbers: readonly number[]): [from: number, to: number] {
  const count = numbers.length;
  let left = 0;
  let chance = 0.5 ** count;
  // The chance of at most as many below the median as are left out.
  for (let sum = chance; ; left++) {
    chance *= (count - left) / (left + 1);
    sum += chance;
    if (sum > DOUBT) break;
  }
  return [sorted(numbers)[left]!, sorted(numbers)[count - 1 - left]!];
}

function sorted(numbers: readonly number[]): number[] {
  return [...numbers].sort((a, b) => a - b);
}
