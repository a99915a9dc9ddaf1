/** Calls of `byteLength`. Most of them are chosen for each verify. */
import { randomInt } from 'node:crypto';
import type { PlannedCall } from '../../src/tasks/values/params.js';
import {
  expressionOf,
  LONE_SURROGATES,
  NON_STRINGS,
  randomText,
  textSamples,
} from '../../src/tasks/values/samples.js';

/** A call with a text, and the text itself, so that judges can count it in other ways. */
export interface CountingCall extends PlannedCall {
  readonly kind: 'text' | 'lone-surrogate';
  readonly counted: string;
}

export function countingCalls(): CountingCall[] {
  return [
    ...textSamples().map((text) => counting(text)),
    counting(randomText(randomInt(5, 30)), ['"more"', '{}']),
    counting('', ['42']),
    ...longTexts(),
    ...LONE_SURROGATES.map((text) => counting(text, [], 'lone-surrogate')),
  ];
}

/**
 * Calls without an argument, or with one that is not a string. Symbols are left out: `ToString()` fails for them, and
 * using its empty result ends the process. That crash would hide the mistake that all other types reveal, a conversion.
 */
export function wrongTypeCalls(): PlannedCall[] {
  const types = NON_STRINGS.filter((one) => !one.startsWith('Symbol'));
  const args = [[], ...types.map((one) => [one]), ['undefined', '"text"']];
  return args.map((args) => ({ fn: 'byteLength', args, kind: 'wrong-type' }));
}

/** Calls on the reference add-on. The results are not byte counts, so JavaScript cannot compute them. */
export function byteLengthCallsToPassOn(): PlannedCall[] {
  const expected = String(-randomInt(1_000, 9_000));
  return [
    { fn: 'byteLength', args: [expressionOf(randomText(5))], expected },
    { fn: 'byteLength', args: ['""'], expected: '0.5' },
  ];
}

function longTexts(): CountingCall[] {
  return [
    repeated('x', 256), // one more than the maximum of uint8_t
    repeated('x', 65_536), // one more than the maximum of uint16_t
    repeated('a', randomInt(66_000, 90_000)),
    repeated('é', randomInt(130_000, 200_000)),
    repeated('a\0', randomInt(100_000, 200_000)),
    repeated('😀', randomInt(100_000, 200_000)),
    repeated(randomText(12), randomInt(20_000, 40_000)),
    // An odd number of bytes above 2^24, which a float cannot represent.
    repeated('€', 2 * randomInt(2_800_000, 2_850_000) + 1),
  ];
}

function repeated(text: string, times: number): CountingCall {
  return { ...counting(text.repeat(times)), args: [`${expressionOf(text)}.repeat(${times})`] };
}

function counting(
  counted: string,
  more: readonly string[] = [],
  kind: CountingCall['kind'] = 'text',
): CountingCall {
  const args = [expressionOf(counted), ...more];
  return { fn: 'byteLength', args, expected: String(Buffer.byteLength(counted)), kind, counted };
}
