import { setMaxListeners } from 'node:events';
import path from 'node:path';
import { openWorkspace, type Workspace } from '../build/workspace.js';
import { cacheFolder } from '../environment/folders.js';
import { compiledModule } from '../environment/package-root.js';
import { type RunOptions, runScenario } from '../harness/parent/run.js';
import type { RunRecord } from '../harness/parent/run-record.js';
import { compileProbe, type ProbeObject } from '../probe/probe-object.js';
import type { Sandbox } from '../process/sandbox.js';
import { EXIT, Stop } from '../report/stop.js';
import {
  type PackageJson,
  type PackageJsonOptions,
  type PackageJsonReading,
  readPackageJson,
} from '../submission/package-json.js';
import { requireFolder } from '../submission/require-folder.js';
import { listSourceFiles, type SourceFile } from '../submission/source-tree.js';
import { t } from '../texts/translate.js';
import { type BuildOutcome, buildTarget } from './build-submission.js';
import { requireSandbox } from './require-sandbox.js';

export interface VerificationOptions {
  /** The learner's folder, which is only read. `undefined` for an exercise that needs no folder. */
  readonly folder?: string | undefined;
  readonly exerciseId: string;
  /** The target that binding.gyp has to define; any target if `undefined`. */
  readonly target?: string | undefined;
  readonly signal: AbortSignal;
  /** `use` when nothing is said. */
  readonly probe?: ProbeUse | undefined;
  /** Builds and runs the package in a sandbox, or not at all. */
  readonly sandboxed?: boolean | undefined;
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
 * @typeParam P the task's params
 */
export class Verification<P = unknown> {
  /** Aborted when the caller's signal is, and when the verification is over. Ends everything that is still running. */
  readonly signal: AbortSignal;
  /** The complete output of the build tools. */
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

  /** @throws {Stop} if the folder does not exist */
  constructor(options: VerificationOptions) {
    this.#options = options;
    if (options.folder !== undefined) requireFolder(options.folder);
    this.#folder = options.folder === undefined ? undefined : path.resolve(options.folder);
    this.signal = AbortSignal.any([options.signal, this.#over.signal]);
    // Each run listens, and an exercise has as many as it needs.
    setMaxListeners(0, this.signal);
  }

  /** The learner's folder. @throws if the exercise has none */
  get folder(): string {
    return required(this.#folder, 'this exercise has no folder');
  }

  /** The task's params. @throws before they have been chosen, which is after the build */
  get params(): P {
    return required(this.#params, 'the params are not chosen yet').value;
  }

  set params(value: P) {
    this.#params = { value };
  }

  /** The target that binding.gyp has to define; any if `undefined`. */
  get target(): string | undefined {
    return this.#options.target;
  }

  step(text: string): void {
    this.#options.onStep?.(text);
  }

  /** Reads the learner's package.json. Later calls return the first result, whatever their options. */
  readManifest(options?: PackageJsonOptions): PackageJsonReading {
    this.#manifest ??= readPackageJson(this.folder, options);
    return this.#manifest;
  }

  /** The learner's package.json. @throws if it cannot be read, for which an earlier check has to fail */
  get manifest(): PackageJson {
    const reading = this.readManifest();
    if (!reading.ok) throw new Error('package.json could not be read');
    return reading.value;
  }

  /** The learner's files; empty until the workspace has been opened. */
  get files(): readonly SourceFile[] {
    return this.#files;
  }

  /**
   * What is found out without the workspace says nothing about the package.
   * @throws {Stop} if it has been removed since it was opened
   */
  requireWorkspace(): void {
    if (this.#workspace && !this.#workspace.exists())
      throw new Stop(t('build.workspace-gone', { folder: cacheFolder() }), EXIT.notReady);
  }

  /** The sandbox in which the package is built and run, if it is to be. @throws before the workspace has been opened */
  get sandbox(): Sandbox | undefined {
    if (!this.#options.sandboxed) return undefined;
    const { readable, writable } = required(this.#workspace, 'the workspace is not open yet').sandbox();
    return { readable: [...readable, this.folder], writable };
  }

  /** The private copy of the package, which is built and run. @throws before the workspace has been opened */
  get packageFolder(): string {
    return required(this.#workspace, 'the workspace is not open yet').packageFolder;
  }

  /**
   * Copies the learner's files to the workspace.
   * @throws {Stop} if the folder cannot be read, the workspace cannot be written, or there can be no sandbox
   */
  async openWorkspace(): Promise<Workspace> {
    if (this.#options.sandboxed) await requireSandbox();
    this.#files = await listSourceFiles(this.folder);
    this.#workspace = await openWorkspace(this.folder, this.#files);
    return this.#workspace;
  }

  /** The probe to link into the add-on, where there can be one. From then on, runs are traced, if it is to be used. */
  async prepareProbe(): Promise<ProbeObject | undefined> {
    const { probe = 'use' } = this.#options;
    if (probe === 'off') return undefined;
    const linked = await compileProbe(this.signal);
    if (probe === 'use') this.#probe = linked;
    const without = () => {
      this.#probe = undefined;
    };
    linked?.compiled.then((compiled) => compiled || without(), without);
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

  /** Whether the verification got as far as opening the workspace for the build. */
  get wasBuilt(): boolean {
    return this.#workspace !== undefined;
  }

  /** Builds the package once. @throws {Stop} if this machine lacks something that a build needs */
  build(): Promise<BuildOutcome> {
    this.#build ??= buildTarget(this, this.#options.target).then((outcome) => {
      this.#addonFile = outcome.addonFile;
      return outcome;
    });
    return this.#build;
  }

  /** The path of the compiled add-on in the workspace. @throws unless a build has succeeded */
  get addonFile(): string {
    return required(this.#addonFile, 'there is no add-on yet');
  }

  /**
   * Runs a drive against the built package, or against a copy of it.
   * @param drive the name of a function that the exercise's `scenarios` module exports
   * @throws the reason of `signal` if it is aborted
   */
  async run(
    drive: string,
    options: Pick<
      RunOptions,
      | 'params'
      | 'threadPoolSize'
      | 'poolRoundsUp'
      | 'sample'
      | 'stdoutFile'
      | 'cwd'
      | 'packageFolder'
      | 'onEvent'
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
      sandbox: this.sandbox,
    });
    this.#running.add(running);
    return await running.finally(() => this.#running.delete(running));
  }

  /** Ends all runs. Called when the verdict is known. */
  stopRuns(): void {
    this.#over.abort();
  }

  /** Resolves when all runs have ended. */
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

function required<T>(value: T | undefined, otherwise: string): T {
  if (value === undefined) throw new Error(otherwise);
  return value;
}
