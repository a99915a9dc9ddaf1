import type { Durations } from '../../src/tasks/delay/params.js';
import type { PlannedCall } from '../../src/tasks/values/params.js';

/** What both sides know of this exercise: the delays to ask for, and calls without a number or a function. */
export interface Params extends Durations {
  readonly wrongCalls: readonly PlannedCall[];
}
