import type { RunRecord } from '../harness/parent/run-record.js';
import type { HarnessEvent } from '../harness/protocol.js';
import { sampledPlace } from '../probe/source-place.js';
import type { CheckResult } from '../report/check.js';
import { Checklist } from '../report/checklist.js';
import type { Finding, Verdict } from '../report/finding.js';
import type { Wording } from '../report/render.js';
import { t } from '../texts/translate.js';
import type { Timeline } from '../timeline/timeline.js';
import { ContradictedRecord, contradiction, type ExpectedEvents, missingEvents } from './expected-events.js';
import { withDefinition } from './link-faults.js';
import { type Check, type Runs, type Task, undecided } from './task.js';
import type { Verification } from './verification.js';

/** Events that end a call, whatever it awaits. */
const CALL_ENDS: ReadonlySet<HarnessEvent['kind']> = new Set(['throw', 'callback', 'resolve', 'reject']);

/**
 * How long a run may take before the other scenarios start, ms: it then waits more than it works. Where scenarios start
 * ahead, that costs time only if the main one's first call hangs.
 */
const PATIENCE_MS = { ahead: 1_000, onDemand: 5_000 };

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
      const missing = isLast && failed === undefined ? scenarios.missingEvents() : undefined;
      const finding = verdict === undecided ? missing : (verdict ?? missing);
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

/** The runs of a task's scenarios. */
class ScenarioRuns<P, D extends string, S extends string> {
  /** The records by scenario name. */
  readonly runs: Runs<S>;
  readonly #task: Task<P, D, S>;
  readonly #verification: Verification<P>;
  readonly #startsAhead: boolean;
  readonly #started = new Map<S, Promise<RunRecord>>();
  /** Those that judges have seen, with what they should have recorded. */
  readonly #judged = new Map<S, { readonly run: RunRecord; readonly expected: ExpectedEvents }>();
  #params: { readonly value: P } | undefined;

  constructor(task: Task<P, D, S>, verification: Verification<P>, startsAhead: boolean) {
    this.#task = task;
    this.#verification = verification;
    this.#startsAhead = startsAhead;
    const names = Object.keys(task.scenarios) as S[];
    // Judges name all runs that they may need, so naming one must not start it.
    const runOf = (name: S): PromiseLike<RunRecord> => ({
      // biome-ignore lint/suspicious/noThenProperty: starts the run when it is awaited
      then: (onFulfilled, onRejected) => this.#judgedRun(name).then(onFulfilled, onRejected),
    });
    this.runs = Object.fromEntries(names.map((name) => [name, runOf(name)])) as unknown as Runs<S>;
  }

  get started(): boolean {
    return this.#params !== undefined;
  }

  /** Chooses the params, and starts the main scenario or, if there is none, every one that is not `onDemand`. */
  async start(): Promise<void> {
    const params = await this.#task.params(this.#verification);
    this.#params = { value: params };
    this.#verification.params = params;
    const { main, scenarios } = this.#task;
    if (Object.keys(scenarios).length > 0) this.#verification.step(t('build.running'));
    if (!this.#startsAhead) return;
    if (main === undefined) return this.#startAll();
    // By then, the judges have seen the run. If they found nothing, they need the other runs.
    this.#run(main).then(() => setImmediate(() => this.#startAll()), ignore);
  }

  #startAll(): void {
    const { scenarios } = this.#task;
    for (const name of Object.keys(scenarios) as S[]) {
      if (this.#verification.signal.aborted) return;
      // A check may never await this run, so prevent an unhandled rejection.
      if (!scenarios[name].onDemand) this.#run(name).catch(ignore);
    }
  }

  #startAllUnlessOver(run: Promise<RunRecord>): void {
    const patience = PATIENCE_MS[this.#startsAhead ? 'ahead' : 'onDemand'];
    const timer = setTimeout(() => this.#startAll(), patience);
    const stop = () => clearTimeout(timer);
    run.then(stop, stop);
  }

  /** The record of the main scenario, if it was started. */
  async main(): Promise<RunRecord | undefined> {
    const { main } = this.#task;
    return main === undefined ? undefined : await this.#started.get(main);
  }

  /** What is missing from the first of the runs that judges have seen. */
  missingEvents(): Verdict {
    for (const { run, expected } of this.#judged.values()) {
      const verdict = missingEvents(run, expected);
      if (verdict) return verdict;
    }
    return undefined;
  }

  /** Stops all runs, waits for them, and lets the task clean up. */
  async end(): Promise<void> {
    this.#verification.stopRuns();
    await this.#verification.runsEnded();
    if (this.#params) await this.#task.cleanUp?.(this.#params.value);
  }

  /** @throws {ContradictedRecord} if the params rule out what was recorded */
  async #judgedRun(name: S): Promise<RunRecord> {
    const run = await this.#run(name);
    const expected = this.#task.scenarios[name].expected?.(this.#verification.params);
    const wrong = expected && contradiction(run, expected);
    if (wrong) throw new ContradictedRecord(wrong);
    if (expected) this.#judged.set(name, { run, expected });
    return run;
  }

  #run(name: S): Promise<RunRecord> {
    const started = this.#started.get(name);
    if (started) return started;
    const { drive, params, packageFolder, cwd, threadPoolSize, poolRoundsUp, sample, stdoutFile } =
      this.#task.scenarios[name];
    const chosenParams = this.#verification.params;
    const folder = packageFolder?.(chosenParams) ?? this.#verification.packageFolder;
    const run = this.#verification.run(drive, {
      params: params ? params(chosenParams) : chosenParams,
      packageFolder: folder,
      ...(cwd && { cwd: cwd(chosenParams, folder) }),
      ...(threadPoolSize !== undefined && { threadPoolSize }),
      ...(poolRoundsUp && { poolRoundsUp }),
      ...(sample && { sample }),
      ...(stdoutFile && { stdoutFile }),
      ...(name === this.#task.main &&
        this.#startsAhead && { onEvent: onFirstCallOver(() => this.#startAll()) }),
    });
    this.#started.set(name, run);
    this.#startAllUnlessOver(run);
    return run;
  }
}

/** Calls `then` once, at the first event that ends a call. */
function onFirstCallOver(then: () => void): (event: HarnessEvent) => void {
  let awaits: string | undefined;
  let isOver = false;
  return (event) => {
    if (isOver) return;
    if (event.kind === 'call') awaits = event.awaits;
    isOver = CALL_ENDS.has(event.kind) || (event.kind === 'return' && awaits === undefined);
    if (isOver) then();
  };
}

function ignore(): void {}

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
