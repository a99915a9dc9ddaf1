import { statSync } from 'node:fs';
import path from 'node:path';
import { openWorkspace, type Workspace } from '../build/workspace.js';
import { compiledModule } from '../environment/package-root.js';
import { type RunOptions, runScenario } from '../harness/parent/run.js';
import type { RunRecord } from '../harness/parent/run-record.js';
import { type ProbeObject, probeObject } from '../probe/probe-object.js';
import { EXIT, Stop } from '../report/stop.js';
import {
  type PackageJson,
  type PackageJsonOptions,
  type PackageJsonReading,
  readPackageJson,
} from '../submission/package-json.js';
import { listSourceFiles, type SourceFile } from '../submission/source-tree.js';
import { t } from '../texts/translate.js';
import { type BuildOutcome, buildTarget } from './build-submission.js';

export interface VerificationOptions {
  /** The learner's folder. It is only read. An exercise about the machine alone has none. */
  readonly folder?: string | undefined;
  readonly exerciseId: string;
  /** The target that the learner's binding.gyp has to have; any will do where none is named. */
  readonly target?: string | undefined;
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

/**
 * One submission under verification: its files, its workspace, its build, and the means to run it.
 *
 * @typeParam P what the task has chosen for this verify
 */
export class Verification<P = unknown> {
  /** Fires when the verification is over, too: what still runs is ended then. */
  readonly signal: AbortSignal;
  /** Everything that the build tools said. */
  buildLog = '';
  readonly #options: VerificationOptions;
  readonly #folder: string | undefined;
  readonly #over = new AbortController();
  readonly #running = new Set<Promise<RunRecord>>();
  #manifest: PackageJsonReading | undefined;
  #workspace: Workspace | undefined;
  #files: readonly SourceFile[] = [];
  #probe: ProbeObject | undefined;
  #build: Promise<BuildOutcome> | undefined;
  #addonFile: string | undefined;
  #params: { readonly value: P } | undefined;

  /** @throws {Stop} when there is no such folder */
  constructor(options: VerificationOptions) {
    this.#options = options;
    if (options.folder !== undefined) requireFolder(options.folder);
    this.#folder = options.folder === undefined ? undefined : path.resolve(options.folder);
    this.signal = AbortSignal.any([options.signal, this.#over.signal]);
  }

  /** The learner's folder. An exercise that needs none has no business to ask for it. */
  get folder(): string {
    return known(this.#folder, 'this exercise has no folder');
  }

  /** What the task has chosen: there is nothing of it before the build. */
  get params(): P {
    return known(this.#params, 'the params are not chosen yet').value;
  }

  set params(value: P) {
    this.#params = { value };
  }

  step(text: string): void {
    this.#options.onStep?.(text);
  }

  /** The learner's package.json, read once, whatever is asked of it first. */
  readManifest(options?: PackageJsonOptions): PackageJsonReading {
    this.#manifest ??= readPackageJson(this.folder, options);
    return this.#manifest;
  }

  /** What the learner's package.json says. @throws when it cannot be read: the check before this has failed then */
  get manifest(): PackageJson {
    const reading = this.readManifest();
    if (!reading.ok) throw new Error('package.json could not be read');
    return reading.value;
  }

  /** The learner's files, known since the workspace is open. */
  get files(): readonly SourceFile[] {
    return this.#files;
  }

  /** The private copy of the package in which it is built and run. */
  get packageFolder(): string {
    return known(this.#workspace, 'the workspace is not open yet').packageFolder;
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

  /** The probe that runs are traced with, after `prepareProbe`. */
  get probe(): ProbeObject | undefined {
    return this.#probe;
  }

  /** Whether runs are traced; without the probe, verdicts rest on timing alone. */
  get hasProbe(): boolean {
    return this.#probe !== undefined;
  }

  /** Whether it came so far that something was built. */
  get wasBuilt(): boolean {
    return this.#workspace !== undefined;
  }

  /** Builds the package, once. @throws {Stop} when this machine lacks something that a build needs */
  build(): Promise<BuildOutcome> {
    this.#build ??= buildTarget(this, this.#options.target).then((outcome) => {
      this.#addonFile = outcome.addonFile;
      return outcome;
    });
    return this.#build;
  }

  /** The compiled add-on in the workspace, after a build that made it. */
  get addonFile(): string {
    return known(this.#addonFile, 'there is no add-on yet');
  }

  /**
   * Runs what the exercise's `scenarios` module exports as `drive` against what was built, or against a copy of it in
   * `packageFolder`.
   */
  async run(
    drive: string,
    options: Pick<
      RunOptions,
      'params' | 'threadPoolSize' | 'sample' | 'stdoutFile' | 'cwd' | 'packageFolder'
    >,
  ): Promise<RunRecord> {
    const running = runScenario({
      ...options,
      addonFile: this.addonFile,
      scenario: drive,
      learnersFolder: this.folder,
      scenarioModule: compiledModule('exercises', this.#options.exerciseId, 'scenarios.js'),
      probe: this.#probe,
      signal: this.signal,
    });
    this.#running.add(running);
    return await running.finally(() => this.#running.delete(running));
  }

  /** Ends what is still running: the verdict is known. */
  stopRuns(): void {
    this.#over.abort();
  }

  /** Resolves when no run is under way. */
  async runsEnded(): Promise<void> {
    await Promise.allSettled(this.#running);
  }

  /** Ends all runs, waits for them, and releases the workspace. */
  async close(): Promise<void> {
    this.stopRuns();
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

function known<T>(value: T | undefined, otherwise: string): T {
  if (value === undefined) throw new Error(otherwise);
  return value;
}
