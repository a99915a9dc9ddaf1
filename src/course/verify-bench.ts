import { statSync } from 'node:fs';
import path from 'node:path';
import { openWorkspace, type Workspace } from '../build/workspace.js';
import { compiledModule } from '../environment/package-root.js';
import { type RunOptions, runScenario } from '../harness/parent/run.js';
import type { RunRecord } from '../harness/parent/run-record.js';
import { type ProbeObject, probeObject } from '../probe/probe-object.js';
import type { Checklist } from '../report/checklist.js';
import { EXIT, Stop } from '../report/stop.js';
import { listSourceFiles, type SourceFile } from '../submission/source-tree.js';
import { t } from '../texts/translate.js';
import type { Timeline } from '../timeline/timeline.js';

export interface BenchOptions {
  /** The learner's folder. It is only read. An exercise about the machine alone has none. */
  readonly folder?: string | undefined;
  readonly exerciseId: string;
  readonly checks: Checklist;
  readonly signal: AbortSignal;
  /** `use` when nothing is said. */
  readonly probe?: ProbeUse | undefined;
  /** Told in a few words what is going on now. */
  readonly onStep?: (text: string) => void;
}

/**
 * `use` the probe, where there can be one; `off`: build without it; `ignore`: judge as without it, but build as with it.
 * An add-on with a probe that has no file to write to behaves like one without, and needs no second build.
 */
export type ProbeUse = 'use' | 'ignore' | 'off';

/** One submission under test: its files, its workspace, the list that the checks go to, and the means to run it. */
export class VerifyBench {
  readonly checks: Checklist;
  readonly signal: AbortSignal;
  /** The run that shows the package as its users see it, and what of it is worth drawing: for the report. */
  mainRun: RunRecord | undefined;
  picture: Timeline | undefined;
  /** Everything that the build tools said. */
  buildLog = '';
  readonly #options: BenchOptions;
  readonly #folder: string | undefined;
  #workspace: Workspace | undefined;
  #files: readonly SourceFile[] = [];
  #probe: ProbeObject | undefined;
  readonly #running = new Set<Promise<RunRecord>>();

  /** @throws {Stop} when there is no such folder */
  constructor(options: BenchOptions) {
    this.#options = options;
    if (options.folder !== undefined) requireFolder(options.folder);
    this.#folder = options.folder === undefined ? undefined : path.resolve(options.folder);
    this.checks = options.checks;
    this.signal = options.signal;
  }

  /** The learner's folder. An exercise that needs none has no business to ask for it. */
  get folder(): string {
    if (this.#folder === undefined) throw new Error('this exercise has no folder');
    return this.#folder;
  }

  step(text: string): void {
    this.#options.onStep?.(text);
  }

  get files(): readonly SourceFile[] {
    return this.#files;
  }

  /** Brings the learner's files into the workspace. @throws {Stop} when one of both cannot be read or written */
  async openWorkspace(): Promise<Workspace> {
    this.#files = await listSourceFiles(this.folder);
    this.#workspace = await openWorkspace(this.folder, this.#files);
    return this.#workspace;
  }

  /** The probe to link into the add-on, where there can be one. From then on, runs are traced, if it is to be used. */
  async prepareProbe(): Promise<ProbeObject | undefined> {
    const { probe = 'use' } = this.#options;
    if (probe === 'off') return undefined;
    const linked = await probeObject(this.signal);
    if (probe === 'use') this.#probe = linked;
    return linked;
  }

  /** Whether it came so far that something was built. */
  get wasBuilt(): boolean {
    return this.#workspace !== undefined;
  }

  /** The probe that runs are traced with, after `prepareProbe`. */
  get probe(): ProbeObject | undefined {
    return this.#probe;
  }

  /** Whether runs are traced; without the probe, verdicts rest on timing alone. */
  get hasProbe(): boolean {
    return this.#probe !== undefined;
  }

  get packageFolder(): string {
    if (!this.#workspace) throw new Error('the workspace is not open yet');
    return this.#workspace.packageFolder;
  }

  /**
   * Runs a scenario of the exercise's `scenarios` module against what was built, or against a copy of it in
   * `packageFolder`.
   */
  async run(
    scenario: string,
    options: Pick<RunOptions, 'params' | 'threadPoolSize' | 'addonFile' | 'sample' | 'stdoutFile' | 'cwd'> & {
      readonly packageFolder?: string;
    },
  ): Promise<RunRecord> {
    const running = runScenario({
      packageFolder: this.packageFolder,
      ...options,
      scenario,
      learnersFolder: this.folder,
      scenarioModule: compiledModule('exercises', this.#options.exerciseId, 'scenarios.js'),
      probe: this.#probe,
      signal: this.signal,
    });
    this.#running.add(running);
    return await running.finally(() => this.#running.delete(running));
  }

  /** Resolves when no run is under way. */
  async runsEnded(): Promise<void> {
    await Promise.allSettled(this.#running);
  }

  /** Waits for runs that were told to end, and gives the workspace free. */
  async close(): Promise<void> {
    await this.runsEnded();
    this.#workspace?.release();
    this.#workspace = undefined;
  }
}

/** @throws {Stop} when there is no such folder */
export function requireFolder(asGiven: string): void {
  const stats = statSync(path.resolve(asGiven), { throwIfNoEntry: false });
  if (!stats) throw new Stop(t('submission.no-folder', { folder: asGiven }), EXIT.usage);
  if (!stats.isDirectory()) throw new Stop(t('submission.not-a-folder', { folder: asGiven }), EXIT.usage);
}
