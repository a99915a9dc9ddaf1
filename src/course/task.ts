import type { RunRecord } from '../harness/parent/run-record.js';
import type { Finding, Verdict } from '../report/finding.js';
import type { Timeline } from '../timeline/timeline.js';
import type { Verification } from './verification.js';

/**
 * An exercise's task as data: what is tried with the learner's code, and which sentences have to be true of it.
 * `runTask` does the rest.
 *
 * @typeParam P what is chosen for this verify and given to scenarios and judges
 * @typeParam D the names of what the exercise's `scenarios` module exports: it runs in the child process
 * @typeParam S the names of the scenarios; where nothing else is said, one for each drive
 */
export interface Task<P = unknown, D extends string = never, S extends string = D> {
  /**
   * Chooses values for this verify, so that no submission knows them beforehand. Called when the package is built or,
   * in a task that builds nothing, at once.
   */
  readonly params: (verification: Verification) => P | Promise<P>;
  /** All are started at once when the package is built, each in a process of its own. */
  readonly scenarios: Readonly<Record<S, Scenario<P, D>>>;
  /** In the order of the report: the one list there is. */
  readonly checks: readonly Check<P, S>[];
  /** The scenario that shows the package as its users see it: for the timeline and the report. */
  readonly main?: NoInfer<S>;
  /** What of the main run is worth drawing; where a check failed, what that is about. */
  readonly picture?: (main: RunRecord, finding?: Finding) => Timeline;
  /** A failed check does not make those after it pointless: all are made. */
  readonly keepsGoing?: boolean;
  /** Removes what `params` made on the disk, when all runs have ended. */
  readonly cleanUp?: (params: P) => Promise<void>;
}

/** A way to drive the learner's code. It records what happens, and judges nothing. */
export interface Scenario<P, D extends string> {
  /** What the child process does: a function that the exercise's `scenarios` module exports under this name. */
  readonly drive: D;
  /** What the drive is told; all params where nothing is said. */
  readonly params?: (params: P) => unknown;
  /** The size of libuv's thread pool in the run; 4 is what Node.js has when nobody chose. */
  readonly threadPoolSize?: number;
  /** Asks the JS thread where it is whenever it is silent. That disturbs the run: nothing else may be judged by it. */
  readonly sample?: boolean;
  /** The run tells what has been written to standard output by now. */
  readonly stdoutFile?: boolean;
  /** A copy of the built package to run in place of it. */
  readonly packageFolder?: (params: P) => string;
  /** Where the process is started; in the package's folder, when nothing else is said. */
  readonly cwd?: (params: P, packageFolder: string) => string;
  /** Started when a check asks for it, and not before. */
  readonly onDemand?: boolean;
}

/** The records of the scenarios, each when its process is gone. */
export type Runs<S extends string> = { readonly [name in S]: Promise<RunRecord> };

/** What a judge says when the run does not tell: the check is left open, and a later one fails. */
export const undecided = Symbol('undecided');

/** A sentence that is true or false of this submission. */
export interface Check<P = unknown, S extends string = never> {
  /** Stable and kebab-case; its texts are `check.<id>`. */
  readonly id: string;
  /** Without a probe in the add-on, the check is left out. */
  readonly needs?: 'probe';
  /** Judges the files, or the build: no scenario has run by then. */
  readonly beforeRuns?: boolean;
  /** A pure function of what was recorded. It awaits the runs that it needs, and no others. */
  readonly judge: (
    runs: Runs<S>,
    verification: Verification<P>,
  ) => Verdict | typeof undecided | Promise<Verdict | typeof undecided>;
  /** What is worth showing beside a check that passed. */
  readonly seen?: (verification: Verification<P>) => Promise<string | undefined>;
  /** The scenario that shows where the JS thread was held, run when the check failed and there is a probe. */
  readonly placeFrom?: S;
  /** A picture of the threads explains its failure. */
  readonly showsThreads?: boolean;
}
