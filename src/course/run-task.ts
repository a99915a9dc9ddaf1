import type { RunRecord } from '../harness/parent/run-record.js';
import { sampledPlace } from '../probe/source-place.js';
import type { CheckResult } from '../report/check.js';
import { Checklist } from '../report/checklist.js';
import type { Finding } from '../report/finding.js';
import type { Wording } from '../report/render.js';
import type { Timeline } from '../timeline/timeline.js';
import { type Check, type Runs, type Task, undecided } from './task.js';
import type { Verification } from './verification.js';

/** What is known when a task has been run. */
export interface TaskOutcome {
  /** Every check in the order of the report. */
  readonly checks: readonly CheckResult[];
  /** The titles of the checks that were left out for want of a probe. */
  readonly leftOut: readonly string[];
  /** The record of the task's main scenario, where it got so far. */
  readonly mainRun: RunRecord | undefined;
  /** What is worth drawing of it: of a pass, or of a failure that is about threads. */
  readonly picture: Timeline | undefined;
}

export interface RunTaskOptions<P, D extends string, S extends string> {
  readonly task: Task<P, D, S>;
  readonly verification: Verification<P>;
  readonly wording?: Wording;
  /** Told of each check as soon as it is settled. */
  readonly onCheck?: (check: CheckResult) => void;
}

/**
 * Settles the task's checks in their order and stops at the first that fails. Scenarios are started, all at once, when
 * the checks before them have passed; a check waits only for the runs that it asks for. What a failure leaves unsettled
 * counts as skipped.
 * @throws {Stop} when this machine cannot build; the signal's reason when it fires
 */
export async function runTask<P, D extends string, S extends string>({
  task,
  verification,
  wording,
  onCheck,
}: RunTaskOptions<P, D, S>): Promise<TaskOutcome> {
  const ids = task.checks.map(({ id }) => id);
  const checklist = new Checklist(ids, onCheck, wording);
  const scenarios = new ScenarioRuns(task, verification);
  let failed: { check: Check<P, S>; finding: Finding } | undefined;
  try {
    for (const check of task.checks) {
      if (!check.beforeRuns && !scenarios.started) {
        await scenarios.start();
        if (!verification.hasProbe)
          checklist.leaveOut(task.checks.filter(({ needs }) => needs).map(({ id }) => id));
      }
      if (check.needs && !verification.hasProbe) continue;
      const verdict = await check.judge(scenarios.runs, verification);
      if (verdict === undecided) continue;
      if (verdict === undefined) {
        checklist.pass(check.id, await check.seen?.(verification));
        continue;
      }
      const finding = await withPlace(verdict, check, scenarios.runs, verification);
      checklist.fail(check.id, finding);
      failed ??= { check, finding };
      if (!task.keepsGoing) break;
    }
    const mainRun = await scenarios.main();
    const drawn = mainRun && (failed === undefined || failed.check.showsThreads);
    return {
      checks: checklist.results(),
      leftOut: checklist.leftOut,
      mainRun,
      picture: drawn ? task.picture?.(mainRun, failed?.finding) : undefined,
    };
  } finally {
    await scenarios.end();
  }
}

/** The scenarios of a task, from the moment at which the package can be run. */
class ScenarioRuns<P, D extends string, S extends string> {
  /** Records by name; one that is made on demand is run when it is first asked for. */
  readonly runs: Runs<S>;
  readonly #task: Task<P, D, S>;
  readonly #verification: Verification<P>;
  readonly #started = new Map<S, Promise<RunRecord>>();
  #params: { readonly value: P } | undefined;

  constructor(task: Task<P, D, S>, verification: Verification<P>) {
    this.#task = task;
    this.#verification = verification;
    const names = Object.keys(task.scenarios) as S[];
    const getters = names.map((name) => [name, { get: () => this.#run(name), enumerable: true }] as const);
    this.runs = Object.defineProperties({}, Object.fromEntries(getters)) as Runs<S>;
  }

  get started(): boolean {
    return this.#params !== undefined;
  }

  /** Chooses the params and starts every scenario that does not wait to be asked for. */
  async start(): Promise<void> {
    const params = await this.#task.params(this.#verification);
    this.#params = { value: params };
    this.#verification.params = params;
    for (const name of Object.keys(this.#task.scenarios) as S[]) {
      // None waits for another, so none may be left to reject unheard.
      if (!this.#task.scenarios[name].onDemand) this.#run(name).catch(() => {});
    }
  }

  /** The record of the main scenario, where that has run. */
  async main(): Promise<RunRecord | undefined> {
    const { main } = this.#task;
    return main === undefined ? undefined : await this.#started.get(main);
  }

  /** Waits for what still runs, and removes what the params put on the disk. */
  async end(): Promise<void> {
    this.#verification.stopRuns();
    await this.#verification.runsEnded();
    if (this.#params) await this.#task.cleanUp?.(this.#params.value);
  }

  #run(name: S): Promise<RunRecord> {
    const { drive, params, packageFolder, cwd, threadPoolSize, sample, stdoutFile } =
      this.#task.scenarios[name];
    const given = this.#verification.params;
    const folder = packageFolder?.(given) ?? this.#verification.packageFolder;
    const run =
      this.#started.get(name) ??
      this.#verification.run(drive, {
        params: params ? params(given) : given,
        packageFolder: folder,
        ...(cwd && { cwd: cwd(given, folder) }),
        ...(threadPoolSize !== undefined && { threadPoolSize }),
        ...(sample && { sample }),
        ...(stdoutFile && { stdoutFile }),
      });
    this.#started.set(name, run);
    return run;
  }
}

/** Where the JS thread is held is looked up in a run of its own: asking for it disturbs what is asked. */
async function withPlace<P, S extends string>(
  finding: Finding,
  { placeFrom }: Check<P, S>,
  runs: Runs<S>,
  verification: Verification<P>,
): Promise<Finding> {
  if (placeFrom === undefined || !verification.hasProbe) return finding;
  const { trace } = await runs[placeFrom];
  const where = trace && sampledPlace(trace, verification.packageFolder);
  return where === undefined ? finding : { ...finding, where };
}
