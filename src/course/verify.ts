import type { RunRecord } from '../harness/parent/run-record.js';
import type { CheckResult } from '../report/check.js';
import { Checklist } from '../report/checklist.js';
import type { Timeline } from '../timeline/timeline.js';
import { type Exercise, wordsOf } from './exercise.js';
import { type ProbeUse, VerifyBench } from './verify-bench.js';

export interface VerifyOptions {
  readonly exercise: Exercise;
  /** The learner's folder. It is only read; an exercise that needs none does not look at it. */
  readonly folder?: string | undefined;
  readonly signal: AbortSignal;
  /** `use` when nothing is said. */
  readonly probe?: ProbeUse | undefined;
  /** Told in a few words what is going on now. */
  readonly onStep?: (text: string) => void;
  /** Told of each check as soon as it is settled. */
  readonly onCheck?: (check: CheckResult) => void;
}

/** All that is known after a verify. */
export interface VerifyOutcome {
  readonly exercise: Exercise;
  readonly pass: boolean;
  readonly durationMs: number;
  readonly checks: readonly CheckResult[];
  /** The run that shows the package as its users see it. */
  readonly mainRun: RunRecord | undefined;
  /** What is worth drawing of it. */
  readonly picture: Timeline | undefined;
  /** The probe could not be linked in: some checks were left out, others rest on timing alone. */
  readonly withoutProbe: boolean;
  /** The titles of the checks that were left out for that. */
  readonly leftOut: readonly string[];
  readonly buildLog: string;
}

/**
 * Judges the submission in `folder`. Ends all that it started, whatever happens.
 * @throws {Stop} when there is nothing to judge or this machine cannot build; the signal's reason when it fires
 */
export async function verifySubmission(options: VerifyOptions): Promise<VerifyOutcome> {
  const startedAt = performance.now();
  const { exercise, folder, onStep, onCheck } = options;
  const checks = new Checklist(exercise.checks, onCheck, wordsOf(exercise));
  // What runs on when the verdict is known already is ended with the bench.
  const rest = new AbortController();
  const signal = AbortSignal.any([options.signal, rest.signal]);
  const bench = new VerifyBench({
    folder: exercise.needsNoFolder ? undefined : folder,
    exerciseId: exercise.id,
    checks,
    signal,
    probe: options.probe,
    ...(onStep && { onStep }),
  });
  try {
    await exercise.verify(bench);
    const results = checks.results();
    return {
      exercise,
      pass: results.every(({ status }) => status === 'pass'),
      durationMs: performance.now() - startedAt,
      checks: results,
      mainRun: bench.mainRun,
      picture: bench.picture,
      withoutProbe: bench.wasBuilt && !bench.hasProbe,
      leftOut: checks.leftOut,
      buildLog: bench.buildLog,
    };
  } finally {
    rest.abort();
    await bench.close();
  }
}
