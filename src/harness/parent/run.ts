import { compiledModule } from '../../environment/package-root.js';
import type { ProbeObject } from '../../probe/probe-object.js';
import { offlineEnvironment } from '../../process/clean-environment.js';
import type { Sandbox } from '../../process/sandbox.js';
import type { HarnessEvent } from '../protocol.js';
import { runHarnessChild, type WatchedChild } from './harness-child.js';
import type { RunRecord } from './run-record.js';

/** How long a run may continue graceMs the time that it announced, ms. */
const LIMIT_MS = 10_000;
/** The same for a run that is only sampled, ms. It yields enough samples in that time. */
const SAMPLE_MS = 1_500;
/** On a busy machine, a run gets as much longer as it waited for a processor, up to this, ms. */
const MOST_ADDED_MS = 60_000;
const LEAST_WAIT_MS = 100;
/** After this long without an event, that is, a few missed beats, the JS thread is sampled, ms. */
const SILENT_MS = 30;

export interface RunOptions {
  readonly packageFolder: string;
  /** The folder that `packageFolder` is a copy of. */
  readonly learnersFolder: string;
  readonly addonFile: string;
  /** The working directory of the process; `packageFolder` by default. */
  readonly cwd?: string;
  /** The compiled module that exports `scenarios`. */
  readonly scenarioModule: string;
  readonly scenario: string;
  readonly params: unknown;
  /**
   * The size of libuv's thread pool in the run; 4 by default, as in Node.js.
   * https://nodejs.org/api/cli.html#uv_threadpool_sizesize
   */
  readonly threadPoolSize?: number;
  /** The probe in the add-on, if it is to be used. */
  readonly probe?: ProbeObject | undefined;
  /** Samples the JS thread's stack whenever it is silent. This disturbs the run, so nothing else may be judged by it. */
  readonly sample?: boolean;
  /**
   * Lets the run see what has been written to standard output so far. With a probe in the add-on, `stdout` of the C
   * library is fully buffered, as it is by default for files; Node.js turns that off at startup.
   */
  readonly stdoutFile?: boolean;
  /** With a probe in the add-on, the threads of libuv's pool round up: what they compute shows where it was computed. */
  readonly poolRoundsUp?: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly sandbox?: Sandbox | undefined;
  /** Called with each event as it arrives. */
  readonly onEvent?: (event: HarnessEvent) => void;
}

/**
 * Runs one scenario in its own child process, and resolves when that process has ended.
 * @throws the reason of `options.signal` if it is aborted
 */
export function runScenario(options: RunOptions): Promise<RunRecord> {
  const { packageFolder, learnersFolder, addonFile, scenarioModule, scenario, params, probe, signal } =
    options;
  return runHarnessChild({
    name: scenario,
    nodeArgs: [compiledModule('src', 'harness', 'child', 'entry.cjs')],
    cwd: options.cwd ?? packageFolder,
    env: {
      ...offlineEnvironment(),
      UV_THREADPOOL_SIZE: String(options.threadPoolSize ?? 4),
      ...(probe && options.sample && { LEARNYOUNATIVE_SAMPLE: '1' }),
      ...(probe && options.poolRoundsUp && { LEARNYOUNATIVE_ROUND_UP: '1' }),
      ...(probe && options.stdoutFile && { LEARNYOUNATIVE_BUFFER_STDOUT: '1' }),
    },
    plan: { packageFolder, addonFile, scenarioModule, scenario, params },
    learnersFolder,
    probe,
    output: 'capture',
    stdoutFile: options.stdoutFile ?? false,
    signal,
    sandbox: options.sandbox,
    watch: (child) => {
      const { onEvent, stop } = superviseRun(child, options.sample ?? false);
      return {
        stop,
        onEvent(event) {
          onEvent(event);
          options.onEvent?.(event);
        },
      };
    },
  });
}

/**
 * Ends the run `LIMIT_MS` after the time that it last announced, not counting what it waits for a processor. With `sample`, sends SIGURG whenever the run is silent:
 * the probe handles that signal, and a process without the probe ignores it by default.
 */
function superviseRun(
  child: WatchedChild,
  sample: boolean,
): { onEvent(event: HarnessEvent): void; stop(): void } {
  const graceMs = sample ? SAMPLE_MS : LIMIT_MS;
  let limit: NodeJS.Timeout | undefined;
  let waitedMs = 0;
  // What the process has waited for a processor is added, as long as that is worth it.
  const cutOffUnlessWaited = (addedMs: number) => {
    const waitedMeanwhileMs = child.waitedMs() - waitedMs;
    if (waitedMeanwhileMs < LEAST_WAIT_MS || addedMs > MOST_ADDED_MS) return child.cutOff();
    waitedMs += waitedMeanwhileMs;
    limit = setTimeout(() => cutOffUnlessWaited(addedMs + waitedMeanwhileMs), waitedMeanwhileMs);
  };
  const setLimit = (ms: number) => {
    clearTimeout(limit);
    waitedMs = child.waitedMs();
    limit = setTimeout(() => cutOffUnlessWaited(0), ms);
  };
  setLimit(graceMs);
  let lastEvent = performance.now();
  const sampler = setInterval(() => {
    if (sample && performance.now() - lastEvent > SILENT_MS) child.signal('SIGURG');
  }, SILENT_MS);
  return {
    onEvent(event) {
      lastEvent = performance.now();
      if (event.kind !== 'expect') return;
      setLimit(event.ms + graceMs);
    },
    stop() {
      clearTimeout(limit);
      clearInterval(sampler);
    },
  };
}
