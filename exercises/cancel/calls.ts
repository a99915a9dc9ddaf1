/** Calls of `countPrimes`. Most of them are chosen for each verify. */
import { randomInt } from 'node:crypto';
import { NON_NUMBERS } from '../../src/tasks/values/samples.js';
import { FUNCTION, type Kind, type Params, type PlannedCount, REPORT_EVERY } from './params.js';

/** How many calls are made at once: a third of them are aborted. */
const CROWD = 24;
const EVERYTHING = '{ signal, onProgress }';

/** Chooses the calls for this verify. */
export function chooseCalls(): Params {
  return {
    calls: [
      ...['0', '2', '3', '30'].map((limit) => call('count', limit)),
      call('count', String(randomInt(100, 5_000)), '{}'),
      call('count', String(randomInt(100, 5_000)), '{ signal }'),
      call('count', String(REPORT_EVERY - 1), '{ onProgress }'),
      call('count', String(REPORT_EVERY), EVERYTHING),
      ...[2, 4, 3].map((reports) => call('count', limitWith(reports), EVERYTHING)),
      call('busy', limitWith(5), EVERYTHING),
      bad(),
      ...NON_NUMBERS.map((value) => bad(value)),
      ...[`-${randomInt(1, 1_000)}`, '1.5', 'NaN', 'Infinity'].map((limit) => bad(limit, EVERYTHING)),
      call('count', limitWith(1), EVERYTHING), // An earlier error must not affect this call.
      { ...call('aborted-before', limitWith(3), EVERYTHING), expected: error('not needed') },
      call('aborted-before', limitWith(1), '{ signal }'),
      { ...call('running', endless(), EVERYTHING), expected: error('enough') },
      { ...call('behind', limitWith(1), EVERYTHING), expected: error('not waiting') },
      call('next', limitWith(2), EVERYTHING),
      { ...call('reports-queued', endless(), EVERYTHING), expected: `"stop ${randomInt(1_000)}"` },
      { ...call('work-done', limitWith(2), EVERYTHING), expected: `{ code: ${randomInt(1_000)} }` },
      call('late', limitWith(1), EVERYTHING),
      call('next', limitWith(1), EVERYTHING),
    ],
    crowd: Array.from({ length: CROWD }, (_, index) => crowdCall(index)),
    collected: [
      call('kept', limitWith(2), EVERYTHING),
      { ...call('running', endless(), EVERYTHING), expected: error('collected') },
    ],
  };
}

function crowdCall(index: number): PlannedCount {
  // Numbers of primes that differ, so no answer can be mistaken for another one.
  const limit = String(1_000 * (index + 1) + randomInt(200));
  if (index % 12 === 4) return { ...call('shared', limit, '{ signal }'), expected: '"shared reason"' };
  return index % 3 === 1
    ? { ...call('queued', limit, '{ signal }'), expected: error(`for ${limit}`) }
    : call('kept', limit, '{ signal }');
}

function call(kind: Kind, ...args: string[]): PlannedCount {
  return { fn: FUNCTION, args, kind };
}

function bad(...args: string[]): PlannedCount {
  return call('bad', ...args);
}

/** A limit for which a call reports so many times. */
function limitWith(reports: number): string {
  return String(reports * REPORT_EVERY + randomInt(1, REPORT_EVERY));
}

/** A limit for which a call would take many minutes. */
function endless(): string {
  return String(2_000_000_000 + randomInt(100_000_000));
}

function error(message: string): string {
  return `new Error("${message}")`;
}
