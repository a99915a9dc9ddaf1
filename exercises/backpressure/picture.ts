import { eventsOf, type RunRecord } from '../../src/harness/parent/run-record.js';
import { streamsOf } from '../../src/tasks/stream/streams.js';
import { type Timeline, timelineOf, windowOf } from '../../src/timeline/timeline.js';
import { endsOf } from './readings.js';

/** How much time before the call to draw, ms. */
const DRAWN_BEFORE_MS = 2;
/** How much to draw at most after the JS thread is free, ms. */
const DRAWN_MS = 30;

/** The part of a run to draw: the sensor whose queue fills up, from the call to its end. */
export function drawnSensor(run: RunRecord): Timeline {
  const whole = timelineOf(run);
  const sensor = streamsOf(run)[0];
  if (!sensor) return whole;
  const free = eventsOf(run, 'step').find(({ name }) => name === 'js-thread-free')?.t ?? whole.endMs;
  const end = endsOf(run, sensor)[0]?.at ?? whole.endMs;
  return windowOf(whole, sensor.calledAt - DRAWN_BEFORE_MS, Math.min(end, free + DRAWN_MS));
}
