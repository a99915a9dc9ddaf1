/** Verifies a submission, then judges the same runs a second time, as where there can be no probe. */
import type { Exercise } from '../../src/course/exercise.js';
import { runTask } from '../../src/course/run-task.js';
import { TARGET } from '../../src/course/target.js';
import type { Task } from '../../src/course/task.js';
import { Verification } from '../../src/course/verification.js';
import type { VerifyOutcome } from '../../src/course/verify.js';
import type { RunRecord } from '../../src/harness/parent/run-record.js';

export type Judged = Pick<VerifyOutcome, 'checks' | 'pass' | 'withoutProbe'>;

/** The verdict with the probe, and the one on the same records without their traces. */
export async function verifyTwice(
  exercise: Exercise,
  folder: string,
): Promise<{ withProbe: Judged; blind: Judged }> {
  const verification = new TwiceJudged({
    folder,
    exerciseId: exercise.id,
    target: TARGET,
    signal: new AbortController().signal,
  });
  try {
    const task = await exercise.loadTask();
    const withProbe = await judged(task, verification);
    verification.isBlind = true;
    const { cleanUp, ...others } = task;
    const again = { ...others, params: () => verification.params };
    return { withProbe, blind: await judged(again, verification) };
  } finally {
    await verification.close();
  }
}

async function judged(task: Task<unknown, string, string>, verification: TwiceJudged): Promise<Judged> {
  const { checks } = await runTask({ task, verification, startsAhead: false });
  return {
    checks,
    pass: checks.every(({ status }) => status === 'pass'),
    withoutProbe: !verification.hasProbe,
  };
}

type Run = Parameters<Verification['run']>;

class TwiceJudged extends Verification {
  isBlind = false;
  readonly #records = new Map<string, RunRecord>();

  override get hasProbe(): boolean {
    return !this.isBlind && super.hasProbe;
  }

  override async run(...[drive, options]: Run): Promise<RunRecord> {
    const { onEvent, ...asked } = options;
    const key = JSON.stringify([drive, asked]);
    if (!this.isBlind) {
      const record = await super.run(drive, options);
      this.#records.set(key, record);
      return record;
    }
    const record = this.#records.get(key);
    if (!record) throw new Error(`only without the probe, a judge asks for the run ${key}`);
    return { ...record, trace: undefined };
  }
}
