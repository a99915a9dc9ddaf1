import { read } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { GATE_FD, type OutputReport, type Plan } from '../protocol.js';
import { describeError } from './describe-error.js';
import { watchJavaScriptOutput } from './javascript-output.js';
import { loadExports } from './load-package.js';
import { newOutputReader } from './new-output.js';
import type { Recorder } from './recorder.js';
import { withReplaced } from './reference-addon.js';
import { isSameAddon } from './same-addon.js';
import { WatchedCalls } from './watched-calls.js';
import { HarnessWorker, type WorkerPart } from './worker-thread.js';

/** A scenario drives the learner's code in a separate process and records what happens. It judges nothing. */
export type Scenario = (context: ScenarioContext) => Promise<void>;

/** What a scenario can use: the package, the add-on, and ways to record. */
export class ScenarioContext {
  readonly recorder: Recorder;
  readonly params: unknown;
  readonly #plan: Plan;
  readonly #require: NodeJS.Require;
  readonly #readNewOutput: (() => OutputReport) | undefined;
  #watchedCalls: WatchedCalls | undefined;

  constructor(plan: Plan, recorder: Recorder) {
    this.#plan = plan;
    this.recorder = recorder;
    this.params = plan.params;
    if (plan.stdoutFile !== undefined) {
      this.#readNewOutput = newOutputReader(plan.stdoutFile);
      this.#watchedCalls = watchJavaScriptOutput();
    }
    this.#require = createRequire(path.join(plan.packageFolder, 'package.json'));
  }

  /** Begins a step. @param name `step.<name>` in i18n describes what was going on if the run ends in it */
  step(name: string): void {
    this.recorder.record({ kind: 'step', name });
  }

  /** Records an observation for the judges, who read it with `observation`. */
  observe(name: string, value: string | number): void {
    this.recorder.record({ kind: 'observation', name, value });
  }

  /** Extends the time limit: from now on, the scenario waits at most `ms` milliseconds. */
  expect(ms: number): void {
    this.recorder.record({ kind: 'expect', ms });
  }

  /** What was written to standard output since the last call of this method; `undefined` in a run without `stdoutFile`. */
  newOutput(): OutputReport | undefined {
    return this.#readNewOutput?.();
  }

  /** Starts to watch calls of JavaScript functions. @param paths from the global object: `Math.sqrt` */
  watchJavaScript(paths: readonly string[]): void {
    this.#watchedCalls ??= new WatchedCalls();
    for (const functionPath of paths) {
      const names = functionPath.split('.');
      const name = names.pop()!;
      const owner = names.reduce<unknown>(
        (value, part) => (value as Record<string, unknown>)[part],
        globalThis,
      );
      this.#watchedCalls.watch(owner as object, name, functionPath);
    }
  }

  /**
   * The first watched JavaScript function that was called since the last call of this method. Watched are the functions
   * given to `watchJavaScript` and, in a run with `stdoutFile`, those that write to standard output.
   */
  byJavaScript(): string | undefined {
    return this.#watchedCalls?.first();
  }

  /**
   * Loads the package's main module, a CommonJS or an ES module, as its users do. Returns its exports, `null` if they are
   * `undefined`, or `undefined` if loading threw, which is recorded as `load-failed`.
   */
  async loadPackage(): Promise<Record<string, unknown> | undefined> {
    this.step('load-package');
    return this.#guard(() => loadExports(this.#plan.packageFolder));
  }

  /** Loads the compiled add-on without the package's JavaScript; otherwise like `loadPackage`. */
  async loadAddon(): Promise<Record<string, unknown> | undefined> {
    this.step('load-addon');
    return this.#guard(async () => this.#require(this.#plan.addonFile) ?? null);
  }

  /** Loads the compiled add-on once more: Node.js makes another environment for it, on the same thread. */
  async loadAddonAgain(): Promise<Record<string, unknown> | undefined> {
    delete this.#require.cache[this.#require.resolve(this.#plan.addonFile)];
    return await this.loadAddon();
  }

  /** Starts a worker thread, which can load the package or the add-on itself. @param part what it runs */
  startWorker(part: WorkerPart): HarnessWorker {
    const { packageFolder, addonFile } = this.#plan;
    return new HarnessWorker({ ...part, packageFolder, addonFile });
  }

  /**
   * Makes the compiled add-on a reference add-on: from now on, whatever loads it receives its exports with these
   * replaced. Observes, as `other-add-on`, the first add-on in the package that is loaded from a different file.
   */
  substituteAddon(replacements: Readonly<Record<string, unknown>>): void {
    const load = process.dlopen;
    const { addonFile, packageFolder } = this.#plan;
    let isObserved = false;
    process.dlopen = (module: object, filename: string, ...rest: unknown[]) => {
      Reflect.apply(load, process, [module, filename, ...rest]);
      const loaded = module as { exports: unknown };
      if (isSameAddon(filename, addonFile)) loaded.exports = withReplaced(loaded.exports, replacements);
      else if (!isObserved) {
        const own = path.relative(packageFolder, filename);
        if (own.startsWith('..') || path.isAbsolute(own) || own.startsWith('node_modules')) return;
        this.observe('other-add-on', own);
        isObserved = true;
      }
    };
  }

  /**
   * Keeps one thread of libuv's pool busy, with a read from a pipe that stays empty until `openGate` is called. `freed`
   * resolves when the thread is free again.
   */
  holdPoolThread(): { openGate(): void; freed: Promise<void> } {
    const freed = new Promise<void>((resolve) => read(GATE_FD, Buffer.alloc(1), 0, 1, null, () => resolve()));
    return { openGate: () => this.recorder.record({ kind: 'open-gate' }), freed };
  }

  async #guard(load: () => Promise<unknown>): Promise<Record<string, unknown> | undefined> {
    try {
      return (await load()) as Record<string, unknown>;
    } catch (error) {
      this.recorder.record({ kind: 'load-failed', ...describeError(error, this.#plan.packageFolder) });
      return undefined;
    }
  }
}
