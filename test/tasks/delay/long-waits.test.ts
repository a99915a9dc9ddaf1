import t from 'tap';
import { longCallsWait } from '../../../src/tasks/delay/long-waits.js';
import { wrappingDurations } from '../../../src/tasks/delay/params.js';
import { Story } from './records.js';

const wrapping = wrappingDurations(() => 9);
const { nanoseconds, sixteenBits, microseconds } = wrapping;

/** The situation, if the callbacks of the long calls come after this many ms; `undefined` for one that never comes. */
function situationFor(...waits: readonly (number | undefined)[]): string | undefined {
  const story = new Story().step(0, 'long-calls');
  for (const [index, ms] of [nanoseconds, sixteenBits, microseconds].entries()) {
    const wait = waits[index];
    if (wait === undefined) story.call(ms, index, index + 0.1);
    else story.call(ms, index, index + 0.1, index + wait);
  }
  return longCallsWait(story.told(), wrapping)?.situation;
}

t.test('which duration is cut short tells the type', async (t) => {
  t.equal(situationFor(), undefined);
  t.equal(situationFor(9.1, undefined, 10), 'waits-long-enough.wraps-nanoseconds');
  t.equal(situationFor(undefined, 9.5), 'waits-long-enough.wraps-sixteen-bits');
  t.equal(situationFor(undefined, 9.5, 0.2), 'waits-long-enough.wraps-sixteen-bits');
  t.equal(situationFor(undefined, undefined, 10), 'waits-long-enough.wraps-microseconds');
  t.equal(situationFor(300, undefined, undefined), 'waits-long-enough.long-early');
  t.equal(situationFor(10, 10, 10), 'waits-long-enough.long-early');
  t.equal(situationFor(undefined, undefined, 400), 'waits-long-enough.long-early');
});
