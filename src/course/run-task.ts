import type { RunRecord } from '../harness/parent/run-record.js';
import { sampledPlace } from '../probe/source-place.js';
import type { CheckResult } from '../report/check.js';
import { Checklist } from '../report/checklist.js';
import type { Finding, Verdict } from '../report/finding.js';
import type { Wording } from '../report/render.js';
import type { Timeline } from '../timeline/timeline.js';
import { ContradictedRecord } from './expected-events.js';
import { withDefinition } from './link-faults.js';
import { ScenarioRuns } from './scenario-runs.js';
import { type Check, type Runs, type Task, undecided } from './task.js';
import type { Verification } from './verification.js';

/** The result of running a task. */
export interface TaskOutcome {
  /** The result of every check, in the order of the report. */
  readonly checks: readonly CheckResult[];
  /** The titles of the checks that were left out because they need a probe. */
  readonly leftOut: readonly string[];
  /** The record of the task's main scenario, if it was run. */
  readonly mainRun: RunRecord | undefined;
  /** The part of the main run to draw, if everything passed or the failure is about threads. */
  readonly picture: Timeline | undefined;
}

export interface RunTaskOptions<P, D extends string, S extends string> {
  readonly task: Task<P, D, S>;
  readonly verification: Verification<P>;
  readonly wording?: Wording;
  /**
   * Starts scenarios before a judge asks for them, which shortens a verify by using more than one core; `true` when
   * nothing is said. Otherwise, they start ahead only while a run takes long. The verdict is the same.
   */
  readonly startsAhead?: boolean | undefined;
  /** Called with each check as soon as it is settled. */
  readonly onCheck?: (check: CheckResult) => void;
}

/**
 * Settles the task's checks in order and stops at the first failure; the remaining checks count as skipped. Scenarios
 * start once the checks with `beforeRuns` have passed. A check waits only for the runs that it uses.
 * @throws {Stop} if this machine cannot build, or the cache is removed meanwhile; the reason of the verification's signal if it is aborted
 */
export async function runTask<P, D extends string, S extends string>({
  task,
  verification,
  wording,
  startsAhead = true,
  onCheck,
}: RunTaskOptions<P, D, S>): Promise<TaskOutcome> {
  const ids = task.checks.map(({ id }) => id);
  const checklist = new Checklist(ids, onCheck, wording);
  const scenarios = new ScenarioRuns(task, verification, startsAhead);
  let failed: { check: Check<P, S>; finding: Finding } | undefined;
  try {
    for (const check of task.checks) {
      if (!check.beforeRuns && !scenarios.started) {
        await scenarios.start();
        if (!verification.hasProbe)
          checklist.leaveOut(task.checks.filter(({ needs }) => needs).map(({ id }) => id));
      }
      if (check.needs && !verification.hasProbe) continue;
      const verdict = await verdictOf(check, scenarios.runs, verification);
      const isLast = check === task.checks.findLast(({ needs }) => !needs || verification.hasProbe);
      // Before that, a check tells better why a run ended early.
      const missing = isLast && failed === undefined ? await scenarios.missing() : undefined;
      const finding = verdict === undecided ? missing : (verdict ?? missing);
      if (missing) verification.requireWorkspace();
      if (finding === undefined) {
        if (verdict !== undecided) checklist.pass(check.id, await check.passDetails?.(verification));
        continue;
      }
      checklist.fail(check.id, finding);
      failed ??= { check, finding };
      if (!task.continuesAfterFailure) break;
    }
    const mainRun = await scenarios.main();
    const drawn = mainRun && (failed === undefined || failed.check.showsThreads);
    return {
      checks: checklist.results(),
      leftOut: checklist.leftOut,
      mainRun,
      picture: drawn ? task.picture?.(mainRun, failed?.finding) : undefined,
    };
  } catch (error) {
    verification.requireWorkspace();
    throw error;
  } finally {
    await scenarios.end();
  }
}

/** The check's verdict, with the place of what is wrong; or that a run which it needs contradicts the params. */
async function verdictOf<P, S extends string>(
  check: Check<P, S>,
  runs: Runs<S>,
  verification: Verification<P>,
): Promise<Verdict | typeof undecided> {
  try {
    const verdict = await check.judge(runs, verification);
    if (verdict === undecided || verdict === undefined) return verdict;
    verification.requireWorkspace();
    return await withDefinition(await withPlace(verdict, check, runs, verification), verification);
  } catch (error) {
    if (error instanceof ContradictedRecord) return error.finding;
    throw error;
  }
}

/** Adds the place where the JS thread is held. It comes from a separate run, because sampling disturbs a run. */
async function withPlace<P, S extends string>(
  finding: Finding,
  { locatedBy }: Check<P, S>,
  runs: Runs<S>,
  verification: Verification<P>,
): Promise<Finding> {
  if (locatedBy === undefined || !verification.hasProbe) return finding;
  const { trace } = await runs[locatedBy];
  const where = trace && sampledPlace(trace, verification.packageFolder);
  return where === undefined ? finding : { ...finding, where };
}
