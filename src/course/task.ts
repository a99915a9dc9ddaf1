import type { RunRecord } from '../harness/parent/run-record.js';
import type { Finding, Verdict } from '../report/finding.js';
import type { Timeline } from '../timeline/timeline.js';
import type { ExpectedEvents } from './expected-events.js';
import type { Verification } from './verification.js';

/**
 * An exercise's task as data: how to drive the learner's code, and what has to be true of it. `runTask` runs it.
 *
 * @typeParam P the params, chosen for each verify and passed to scenarios and judges
 * @typeParam D the names of the functions in the exercise's `scenarios` module, which run in the child process
 * @typeParam S the names of the scenarios; by default, one for each drive
 */
export interface Task<P = unknown, D extends string = never, S extends string = D> {
  /**
   * Chooses values for this verify, so that no submission can know them in advance. Called after the package has been
   * built or, in a task that builds nothing, immediately.
   */
  readonly params: (verification: Verification) => P | Promise<P>;
  /**
   * Each runs in its own process, once the package has been built: the main one first, and the others concurrently as
   * soon as its first call is over, because most mistakes show by then.
   */
  readonly scenarios: Readonly<Record<S, ScenarioOptions<P, D>>>;
  /** The checks, in the order of the report. */
  readonly checks: readonly Check<P, S>[];
  /** The scenario whose run appears in the timeline and the report. */
  readonly main?: NoInfer<S>;
  /** Selects the part of the main run to draw. If a check failed, `finding` is what it found. */
  readonly picture?: (main: RunRecord, finding?: Finding) => Timeline;
  /** Settles all checks, even after one has failed. */
  readonly continuesAfterFailure?: boolean;
  /** Removes files that `params` created. Called after all runs have ended. */
  readonly cleanUp?: (params: P) => Promise<void>;
}

/** How to run one drive. A drive records what happens and judges nothing. */
export interface ScenarioOptions<P, D extends string> {
  /** The name of a function that the exercise's `scenarios` module exports. It runs in the child process. */
  readonly drive: D;
  /** Selects what to pass to the drive; all params by default. */
  readonly params?: (params: P) => unknown;
  /**
   * The events that the params make the drive record. A run whose record differs reaches no judge, and all runs that were
   * judged have to be complete before a submission passes.
   */
  readonly expected?: (params: P) => ExpectedEvents;
  /** The size of libuv's thread pool in the run; 4 by default, as in Node.js. */
  readonly threadPoolSize?: number;
  /** With a probe in the add-on, the threads of libuv's pool round up: what they compute shows where it was computed. */
  readonly poolRoundsUp?: boolean;
  /** Samples the JS thread's stack whenever it is silent. This disturbs the run, so nothing else may be judged by it. */
  readonly sample?: boolean;
  /** Lets the drive see what has been written to standard output so far. */
  readonly stdoutFile?: boolean;
  /** A copy of the built package to run instead of the original. */
  readonly packageFolder?: (params: P) => string;
  /** The working directory of the process; the package's folder by default. */
  readonly cwd?: (params: P, packageFolder: string) => string;
  /** Starts only when a check asks for its record. */
  readonly onDemand?: boolean;
}

/** The records of the scenarios. To await one starts its run, unless it is running already, and waits for its end. */
export type Runs<S extends string> = { readonly [name in S]: PromiseLike<RunRecord> };

/** Returned by a judge that cannot decide: the check stays unsettled, and a later check has to fail. */
export const undecided = Symbol('undecided');

/** A statement that is true or false of a submission. */
export interface Check<P = unknown, S extends string = never> {
  /** Stable, in kebab-case. Its texts are in `check.<id>`. */
  readonly id: string;
  /** The check is left out if the add-on has no probe. */
  readonly needs?: 'probe';
  /** The check is about the files or the build, and comes before all scenarios. */
  readonly beforeRuns?: boolean;
  /** A pure function of what was recorded. It should await only the runs that it needs. */
  readonly judge: (
    runs: Runs<S>,
    verification: Verification<P>,
  ) => Verdict | typeof undecided | Promise<Verdict | typeof undecided>;
  /** What to show next to the check if it passed. */
  readonly passDetails?: (verification: Verification<P>) => Promise<string | undefined>;
  /** The sampling scenario that finds where the JS thread was held. Run if the check failed and there is a probe. */
  readonly locatedBy?: S;
  /** The timeline helps to explain a failure. */
  readonly showsThreads?: boolean;
}
