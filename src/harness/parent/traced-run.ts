import { pathToFileURL } from 'node:url';
import { compiledModule } from '../../environment/package-root.js';
import type { ProbeObject } from '../../probe/probe-object.js';
import { cleanEnvironment } from '../../process/clean-environment.js';
import type { Sandbox } from '../../process/sandbox.js';
import { ENDING_SIGNALS } from '../../process/signals.js';
import { runHarnessChild } from './harness-child.js';
import type { RunRecord } from './run-record.js';
import { stackPaths } from './stack-paths.js';

export interface TracedRunOptions {
  readonly packageFolder: string;
  readonly learnersFolder: string;
  /** A script, or a folder with a main module. */
  readonly program: string;
  readonly args: readonly string[];
  readonly probe: ProbeObject | undefined;
  /** Runs the program in a sandbox, and there in the learner's folder. */
  readonly sandbox?: Sandbox | undefined;
}

/**
 * Runs any program under Node.js with inherited input and output, and records what its threads did. The first signal
 * that asks this process to end is forwarded to the program, and the record covers the time until then. The second one
 * kills the program.
 */
export function runTraced(options: TracedRunOptions): Promise<RunRecord> {
  const { packageFolder, learnersFolder, program, args, probe, sandbox } = options;
  const preload = pathToFileURL(compiledModule('src', 'harness', 'child', 'trace-preload.js')).href;
  return runHarnessChild({
    name: 'trace',
    nodeArgs: [
      '--import',
      preload,
      ...stackPaths({ from: packageFolder, to: learnersFolder }),
      program,
      ...args,
    ],
    cwd: sandbox ? learnersFolder : process.cwd(),
    env: cleanEnvironment(),
    plan: { packageFolder, addonFile: '', scenarioModule: '', scenario: '', params: null },
    learnersFolder,
    probe,
    output: 'pass',
    signal: undefined,
    sandbox,
    watch: ({ signal }) => {
      let asked = false;
      const forward = (name: NodeJS.Signals) => {
        signal(asked ? 'SIGKILL' : name);
        asked = true;
      };
      for (const name of ENDING_SIGNALS) process.on(name, forward);
      return {
        onEvent: () => {},
        stop: () => {
          for (const name of ENDING_SIGNALS) process.off(name, forward);
        },
      };
    },
  });
}

/** Whether the program was ended by a signal that asked it to, such as SIGINT. */
export function wasInterrupted({ signal }: RunRecord): boolean {
  return ENDING_SIGNALS.some((name) => name === signal);
}
