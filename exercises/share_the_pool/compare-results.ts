import { inspect } from 'node:util';
import { adler32, MODULUS } from './adler32.js';
import type { Likeness, ResultsReport } from './params.js';

// Captured before the learner's code is loaded, because that code could replace it.
const { isArray } = Array;

/** The buffers of a call and their checksums. */
export interface Expected {
  readonly call: number;
  /** Empty if the harness must not keep them alive. */
  readonly buffers: readonly Buffer[];
  /** The lengths of the buffers, in bytes. */
  readonly lengths: readonly number[];
  readonly checksums: readonly number[];
}

/** Compares the results of a call with what they should be. @param others the calls that were made at about the same time */
export function compareResults(
  results: unknown,
  { call, buffers, lengths, checksums }: Expected,
  others: readonly Expected[],
): ResultsReport {
  const report = { call, buffers: checksums.length };
  if (!isArray(results))
    return { ...report, wrong: { kind: 'no-array', got: inspect(results, { depth: 0 }) } };
  if (results.length !== checksums.length)
    return { ...report, wrong: { kind: 'length', got: results.length } };
  const index = checksums.findIndex((checksum, at) => results[at] !== checksum);
  if (index === -1) return report;
  const got: unknown = results[index];
  const expected = checksums[index]!;
  const like = likeness(got, expected, buffers[index], checksums, others);
  return {
    ...report,
    wrong: {
      kind: 'element',
      index,
      length: lengths[index]!,
      got: inspect(got, { depth: 0 }),
      expected,
      ...(like && { like }),
    },
  };
}

function likeness(
  got: unknown,
  expected: number,
  buffer: Buffer | undefined,
  checksums: readonly number[],
  others: readonly Expected[],
): Likeness | undefined {
  if (got === undefined || got === null) return 'hole';
  if (typeof got !== 'number') return String(got) === String(expected) ? 'other-type' : undefined;
  if (got < 0 && got === (expected | 0)) return 'signed';
  if (checksums.includes(got)) return 'other-buffer';
  if (others.some((other) => other.checksums.includes(got))) return 'other-call';
  if (got === (expected & 0xffff) * 2 ** 16 + Math.floor(expected / 2 ** 16)) return 'halves-swapped';
  if (!buffer) return undefined;
  if (got === adler32(new Uint8Array(buffer.buffer, 0, buffer.length))) return 'start-of-memory';
  if (buffer.length > 0 && got === fromZero(expected, buffer.length)) return 'from-zero';
  return undefined;
}

/** What the checksum would be if `a` started at 0: each of the sums lacks what the 1 adds to it. */
function fromZero(checksum: number, length: number): number {
  const a = checksum % 2 ** 16;
  const b = Math.floor(checksum / 2 ** 16);
  const less = (sum: number, by: number) => (((sum - by) % MODULUS) + MODULUS) % MODULUS;
  return less(b, length) * 2 ** 16 + less(a, 1);
}
