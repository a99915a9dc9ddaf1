/** What the scenarios of this exercise receive and observe. */

/** Chosen for each verify, so that no submission can know it in advance. */
export interface Params {
  /** How often the main thread calls `remember` before any worker starts. */
  readonly inMain: number;
  /** How often each of the workers that run at the same time calls it. */
  readonly inWorkers: readonly number[];
  /** A text that marks the objects of this verify. */
  readonly mark: string;
  /** How long the work takes that is pending when its worker is terminated, ms. */
  readonly pendingMs: number;
  /** How many workers live and are terminated in the scenario `cycles`. */
  readonly lives: number;
}

/** How often the calls before the workers' remember something. */
export const MAIN_CALLS = 3;

/** The calls on the main thread before any worker starts, as JavaScript source. */
export const ON_MAIN_THREAD = {
  recall: 'recall()',
  remember: (number: number) => `remember({ number: ${number} })`,
  numbers: [1, 2],
} as const;

/** How the second load of the add-on on the main thread is named. */
export const SECOND_LOAD = 'the second load';

/** What an environment saw of its state. */
export interface Visit {
  /** The environment, as it is named to the learner: `main`, `worker 2`. */
  readonly who: string;
  /** What `recall()` returned before the first `remember` there. */
  readonly before: Recalled;
  /** What `remember` returned, call by call. A value that isn't a number is described. */
  readonly counts: readonly (number | string)[];
  /** What `recall()` returned after that. */
  readonly after: Recalled;
}

/** What `recall()` returned. */
export type Recalled =
  | { readonly kind: 'nothing' }
  /** The object that the same environment remembered last. */
  | { readonly kind: 'own' }
  /** An object with the mark of this verify. `by` is the environment that remembered it. */
  | { readonly kind: 'other'; readonly by: string; readonly number: number }
  /** Anything else, or an error that was thrown. */
  | { readonly kind: 'unknown'; readonly text: string };
