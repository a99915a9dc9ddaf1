/** The params of this exercise: the parent plans the calls, and the child makes them. */
import type { PlannedCall } from '../../src/tasks/values/params.js';

/** The calls of `squareRootOf`, chosen for each verify. */
export interface PromiseCalls {
  /** Made one after the other, each when the promise of the one before is settled. Their kinds: `root` or `bad`. */
  readonly calls: readonly PlannedCall[];
  /** Calls with different numbers, all made at once. */
  readonly crowd: readonly PlannedCall[];
  /** Calls on the reference add-on, whose promise is fulfilled with the value of `expected` or rejected with it. */
  readonly passedOn: readonly (PlannedCall & { readonly throws?: boolean })[];
}

/** The name of the learner's function. */
export const FUNCTION = 'squareRootOf';

/** The calls that are made during garbage collections. */
export function collectedCalls({ crowd }: PromiseCalls): PromiseCalls['crowd'] {
  return crowd.slice(0, 5);
}
