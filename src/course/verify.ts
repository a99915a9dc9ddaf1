import type { CheckResult } from '../report/check.js';
import { type Exercise, wordingOf } from './exercise.js';
import { runTask, type TaskOutcome } from './run-task.js';
import { TARGET } from './target.js';
import { type ProbeUse, Verification } from './verification.js';

export interface VerifyOptions {
  readonly exercise: Exercise;
  /** The learner's folder, which is only read. Ignored for an exercise that needs no folder. */
  readonly folder?: string | undefined;
  readonly signal: AbortSignal;
  /** `use` when nothing is said. */
  readonly probe?: ProbeUse | undefined;
  /** As in `VerificationOptions`. */
  readonly sandboxed?: boolean | undefined;
  /** As in `RunTaskOptions`. */
  readonly startsAhead?: boolean | undefined;
  /** Told in a few words what is going on now. */
  readonly onStep?: (text: string) => void;
  /** Called with each check as soon as it is settled. */
  readonly onCheck?: (check: CheckResult) => void;
}

/** The result of a verify. */
export interface VerifyOutcome extends TaskOutcome {
  readonly exercise: Exercise;
  readonly pass: boolean;
  readonly durationMs: number;
  /** There was no probe: some checks were left out, and others rest on timing alone. */
  readonly withoutProbe: boolean;
  readonly buildLog: string;
}

/**
 * Judges the submission in `folder`. All child processes have ended when this settles.
 * @throws {Stop} if the folder does not exist or this machine cannot build; the reason of `signal` if it is aborted
 */
export async function verifySubmission(options: VerifyOptions): Promise<VerifyOutcome> {
  const startedAt = performance.now();
  const { exercise, folder, signal, onStep, onCheck } = options;
  const verification = new Verification({
    folder: exercise.needsNoFolder ? undefined : folder,
    exerciseId: exercise.id,
    target: TARGET,
    signal,
    probe: options.probe,
    sandboxed: options.sandboxed,
    ...(onStep && { onStep }),
  });
  try {
    const outcome = await runTask({
      task: await exercise.loadTask(),
      verification,
      startsAhead: options.startsAhead,
      wording: wordingOf(exercise),
      ...(onCheck && { onCheck }),
    });
    return {
      ...outcome,
      exercise,
      pass: outcome.checks.every(({ status }) => status === 'pass'),
      durationMs: performance.now() - startedAt,
      withoutProbe: verification.wasBuilt && !verification.hasProbe,
      buildLog: verification.buildLog,
    };
  } finally {
    await verification.close();
  }
}
