import type { Durations } from '../../src/tasks/delay/params.js';
import type { PlannedCall } from '../../src/tasks/values/params.js';

/** The params of this exercise: durations, and calls with wrong arguments. */
export interface Params extends Durations {
  readonly wrongCalls: readonly PlannedCall[];
}
