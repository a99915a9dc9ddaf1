/** Calls of `squareRootOf`. Many of them are chosen for each verify. */
import { randomInt } from 'node:crypto';
import type { PlannedCall } from '../../src/tasks/values/params.js';
import { NON_NUMBERS } from '../../src/tasks/values/samples.js';
import { negativeSamples, numberSamples } from '../../src/tasks/values/square-roots.js';
import { FUNCTION, type PromiseCalls } from './params.js';

/** How many calls are made at once. */
const CROWD = 100;

/** Chooses the calls for this verify. */
export function chooseCalls(): PromiseCalls {
  return {
    calls: [
      ...numberSamples().map(rootOf),
      ...negativeSamples().map((n) => badCall(n)),
      badCall(),
      ...NON_NUMBERS.map((value) => badCall(value)),
      rootOf(String(randomInt(1, 1_000))), // An earlier error must not affect this call.
    ],
    // Their roots differ, so no answer can be mistaken for another one.
    crowd: Array.from({ length: CROWD }, (_, index) => rootOf(String(1_000 * index + randomInt(2, 1_000)))),
    passedOn: passedOnCalls(),
  };
}

/** Calls on the reference add-on, with results and errors that JavaScript cannot know. */
function passedOnCalls(): PromiseCalls['passedOn'] {
  const setup = 'const error = new RangeError("from the reference add-on");';
  return [
    { fn: FUNCTION, args: ['16'], expected: String(-randomInt(1_000, 9_000)) },
    { fn: FUNCTION, args: ['25'], setup, expected: 'error', throws: true },
  ];
}

function rootOf(n: string): PlannedCall {
  return { fn: FUNCTION, args: [n], kind: 'root' };
}

function badCall(...args: string[]): PlannedCall {
  return { fn: FUNCTION, args, kind: 'bad' };
}
