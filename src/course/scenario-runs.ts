import type { RunRecord } from '../harness/parent/run-record.js';
import type { HarnessEvent } from '../harness/protocol.js';
import type { Verdict } from '../report/finding.js';
import { t } from '../texts/translate.js';
import { ContradictedRecord, contradiction, type ExpectedEvents, missingEvents } from './expected-events.js';
import { noRecords, partialRecords } from './probe-records.js';
import type { Runs, Task } from './task.js';
import type { Verification } from './verification.js';

/** Events that end a call, whatever it awaits. */
const CALL_ENDS: ReadonlySet<HarnessEvent['kind']> = new Set(['throw', 'callback', 'resolve', 'reject']);

/**
 * How long a run may take before the other scenarios start, ms: it then waits more than it works. Where scenarios start
 * ahead, that costs time only if the main one's first call hangs.
 */
const PATIENCE_MS = { ahead: 1_000, onDemand: 5_000 };

/** The runs of a task's scenarios. */
export class ScenarioRuns<P, D extends string, S extends string> {
  /** The records by scenario name. */
  readonly runs: Runs<S>;
  readonly #task: Task<P, D, S>;
  readonly #verification: Verification<P>;
  readonly #startsAhead: boolean;
  readonly #started = new Map<S, Promise<RunRecord>>();
  /** Those that judges have asked for, compared with the params. */
  readonly #compared = new Map<S, Promise<RunRecord>>();
  #params: { readonly value: P } | undefined;

  constructor(task: Task<P, D, S>, verification: Verification<P>, startsAhead: boolean) {
    this.#task = task;
    this.#verification = verification;
    this.#startsAhead = startsAhead;
    const names = Object.keys(task.scenarios) as S[];
    // Judges name all runs that they may need, so naming one must not start it.
    const runOf = (name: S): PromiseLike<RunRecord> => ({
      // biome-ignore lint/suspicious/noThenProperty: starts the run when it is awaited
      then: (onFulfilled, onRejected) => this.#compare(name).then(onFulfilled, onRejected),
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

  /** What the harness or the probe did not record in the first of the runs that judges have seen. */
  async missing(): Promise<Verdict> {
    for (const [name, compared] of this.#compared) {
      const run = await compared;
      const expected = this.#expected(name);
      const verdict = (expected && missingEvents(run, expected)) ?? noRecords(run) ?? partialRecords(run);
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

  #expected(name: S): ExpectedEvents | undefined {
    return this.#task.scenarios[name].expected?.(this.#verification.params);
  }

  /** Most checks need the same few runs: each is compared once. */
  #compare(name: S): Promise<RunRecord> {
    const known = this.#compared.get(name);
    if (known) return known;
    const compared = this.#run(name).then((run) => {
      const expected = this.#expected(name);
      const wrong = expected && contradiction(run, expected);
      if (wrong) throw new ContradictedRecord(wrong);
      return run;
    });
    this.#compared.set(name, compared);
    return compared;
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
