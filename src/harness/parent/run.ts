import { compiledModule } from '../../environment/package-root.js';
import type { ProbeObject } from '../../probe/probe-object.js';
import type { HarnessEvent } from '../protocol.js';
import { runHarnessChild, type WatchedChild } from './harness-child.js';
import type { RunRecord } from './run-record.js';

/** How long a run may go on beyond what it said it would wait for, ms. */
const LIMIT_MS = 10_000;
/** The same for a run that only shows where the JS thread is: by then it has been asked often enough. */
const SAMPLE_MS = 1_500;
/** Without an event for so long, the JS thread is asked where it is, ms: a few beats. */
const SILENT_MS = 30;

export interface RunOptions {
  readonly packageFolder: string;
  /** What `packageFolder` is a copy of. */
  readonly learnersFolder: string;
  readonly addonFile: string;
  /** Where the process is started; in the package's folder, when nothing else is said. */
  readonly cwd?: string;
  /** The compiled module that exports `scenarios`. */
  readonly scenarioModule: string;
  readonly scenario: string;
  readonly params: unknown;
  /** The size of libuv's thread pool in the run; 4 is what Node.js has when nobody chose. */
  readonly threadPoolSize?: number;
  /** The probe in the add-on, if it is to be used. */
  readonly probe?: ProbeObject | undefined;
  /** Asks the JS thread where it is whenever it is silent. That disturbs the run: nothing else may be judged by it. */
  readonly sample?: boolean;
  /**
   * The run may ask what has been written to standard output by now. With a probe in the add-on, C collects its output
   * in a buffer there, as it does by itself wherever Node.js has not told it otherwise.
   */
  readonly stdoutFile?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** Runs one scenario in a child process of its own; resolves when that is gone, with all that is known of it. */
export function runScenario(options: RunOptions): Promise<RunRecord> {
  const { packageFolder, learnersFolder, addonFile, scenarioModule, scenario, params, probe, signal } =
    options;
  return runHarnessChild({
    name: scenario,
    nodeArgs: [compiledModule('src', 'harness', 'child', 'main.js')],
    cwd: options.cwd ?? packageFolder,
    env: {
      UV_THREADPOOL_SIZE: String(options.threadPoolSize ?? 4),
      ...(probe && options.sample && { LEARNYOUNATIVE_SAMPLE: '1' }),
      ...(probe && options.stdoutFile && { LEARNYOUNATIVE_BUFFER_STDOUT: '1' }),
    },
    plan: { packageFolder, addonFile, scenarioModule, scenario, params },
    learnersFolder,
    probe,
    output: 'capture',
    stdoutFile: options.stdoutFile ?? false,
    signal,
    watch: (child) => watchOver(child, options.sample ?? false),
  });
}

/**
 * Ends the run when `LIMIT_MS` have passed beyond the time that it announced last. With `sample`, asks it where it is
 * whenever it is silent: the add-on's probe listens to that signal, and a process without it does not mind it.
 */
function watchOver(
  child: WatchedChild,
  sample: boolean,
): { onEvent(event: HarnessEvent): void; stop(): void } {
  const beyond = sample ? SAMPLE_MS : LIMIT_MS;
  let limit = setTimeout(child.cutOff, beyond);
  let lastEvent = performance.now();
  const sampler = setInterval(() => {
    if (sample && performance.now() - lastEvent > SILENT_MS) child.signal('SIGURG');
  }, SILENT_MS);
  return {
    onEvent(event) {
      lastEvent = performance.now();
      if (event.kind !== 'expect') return;
      clearTimeout(limit);
      limit = setTimeout(child.cutOff, event.ms + beyond);
    },
    stop() {
      clearTimeout(limit);
      clearInterval(sampler);
    },
  };
}
