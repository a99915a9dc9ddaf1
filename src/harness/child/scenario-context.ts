import { read } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { types } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { GATE_FD, type Plan, type WrittenReport } from '../protocol.js';
import { describeError } from './describe-error.js';
import { watchJavaScriptOutput } from './javascript-output.js';
import type { Recorder } from './recorder.js';
import { WatchedCalls } from './watched-calls.js';
import { writtenReader } from './written.js';

/** A scenario drives the learner's code in a process of its own and records what happens. It judges nothing. */
export type Scenario = (context: ScenarioContext) => Promise<void>;

/** What a scenario has to work with. */
export class ScenarioContext {
  readonly recorder: Recorder;
  readonly params: unknown;
  readonly #plan: Plan;
  readonly #require: NodeJS.Require;
  readonly #written: (() => WrittenReport) | undefined;
  #watchedCalls: WatchedCalls | undefined;

  constructor(plan: Plan, recorder: Recorder) {
    this.#plan = plan;
    this.recorder = recorder;
    this.params = plan.params;
    if (plan.stdoutFile !== undefined) {
      this.#written = writtenReader(plan.stdoutFile);
      this.#watchedCalls = watchJavaScriptOutput();
    }
    this.#require = createRequire(path.join(plan.packageFolder, 'package.json'));
  }

  /** @param name its text is `step.<name>`: what was going on if the run ends here */
  step(name: string): void {
    this.recorder.record({ kind: 'step', name });
  }

  /** Tells the judges something: see `observation` on their side. */
  observe(name: string, value: string | number): void {
    this.recorder.record({ kind: 'observation', name, value });
  }

  /** Tells the parent how long the coming steps may wait at the most, ms. */
  expect(ms: number): void {
    this.recorder.record({ kind: 'expect', ms });
  }

  /** What has come to standard output since this was asked last, in a run with `stdoutFile`. */
  written(): WrittenReport | undefined {
    return this.#written?.();
  }

  /** From now on, sees calls of these functions of JavaScript, by their path from the global object: `Math.sqrt`. */
  watchJavaScript(paths: readonly string[]): void {
    this.#watchedCalls ??= new WatchedCalls();
    for (const shown of paths) {
      const names = shown.split('.');
      const name = names.pop()!;
      const owner = names.reduce<unknown>(
        (value, part) => (value as Record<string, unknown>)[part],
        globalThis,
      );
      this.#watchedCalls.watch(owner as object, name, shown);
    }
  }

  /**
   * Which watched function of JavaScript was the first to be called since this was asked last. Watched are its ways to
   * standard output, in a run with `stdoutFile`, and what was named to `watchJavaScript`.
   */
  byJavaScript(): string | undefined {
    return this.#watchedCalls?.first();
  }

  /**
   * Loads the package's main module, CommonJS or ES module; `undefined` (and an event) when that throws. A module that
   * exports `undefined` counts as one that exports `null`.
   */
  async loadPackage(): Promise<Record<string, unknown> | undefined> {
    this.step('load-package');
    return this.#guard(async () => {
      const main = this.#require.resolve(this.#plan.packageFolder);
      return exportsOf(await this.#requireOrImport(main));
    });
  }

  /** Loads the compiled add-on without the package's JavaScript; `undefined` (and an event) when that throws. */
  async loadAddon(): Promise<Record<string, unknown> | undefined> {
    this.step('load-addon');
    return this.#guard(async () => this.#require(this.#plan.addonFile) ?? null);
  }

  /** From now on, whatever loads the package's compiled add-on gets `exports` instead. */
  substituteAddon(exports: object): void {
    const load = process.dlopen;
    // By its name, wherever in the package: binding.gyp may have it copied to another folder.
    const addonName = path.basename(this.#plan.addonFile);
    process.dlopen = (module: object, filename: string, ...rest: unknown[]) => {
      if (path.basename(filename) === addonName) (module as { exports: object }).exports = exports;
      else Reflect.apply(load, process, [module, filename, ...rest]);
    };
  }

  /**
   * Keeps one thread of libuv's pool busy, with a read from a pipe into which nothing is written until the gate opens.
   * Resolves when that thread is free again.
   */
  holdPoolThread(): { openGate(): void; freed: Promise<void> } {
    const freed = new Promise<void>((resolve) => read(GATE_FD, Buffer.alloc(1), 0, 1, null, () => resolve()));
    return { openGate: () => this.recorder.record({ kind: 'open-gate' }), freed };
  }

  async #requireOrImport(file: string): Promise<Record<string, unknown>> {
    try {
      return this.#require(file);
    } catch (error) {
      // Anything can be thrown, `null` too.
      const code = (error as NodeJS.ErrnoException | null | undefined)?.code;
      if (code !== 'ERR_REQUIRE_ESM' && code !== 'ERR_REQUIRE_ASYNC_MODULE') throw error;
      return await import(pathToFileURL(file).href);
    }
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

setFlagsFromString('--expose-gc');

/** A full garbage collection, now. */
export const collectGarbage: () => void = runInNewContext('gc');

/** Entries of the default export count as the module's, where it has none of its own. */
function exportsOf(loaded: Record<string, unknown>): unknown {
  if (!types.isModuleNamespaceObject(loaded)) return loaded ?? null;
  // `require` of an ES module adds `__esModule`.
  const { default: whole, __esModule, ...named } = loaded as Record<string, unknown>;
  return Object.keys(named).length === 0 && whole !== undefined ? whole : loaded;
}
