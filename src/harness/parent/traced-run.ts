import { pathToFileURL } from 'node:url';
import { compiledModule } from '../../environment/package-root.js';
import type { ProbeObject } from '../../probe/probe-object.js';
import { ENDING_SIGNALS } from '../../process/signals.js';
import { runHarnessChild } from './harness-child.js';
import type { RunRecord } from './run-record.js';

export interface TracedRunOptions {
  readonly packageFolder: string;
  readonly learnersFolder: string;
  /** A file, or a folder with a main module. */
  readonly program: string;
  readonly args: readonly string[];
  readonly probe: ProbeObject | undefined;
}

/**
 * Runs any program under Node.js with its input and output passed through, and records what its threads did. A signal
 * to end is handed on to it, and its record is what there is by then; at the second one, it is killed.
 */
export function runTraced(options: TracedRunOptions): Promise<RunRecord> {
  const { packageFolder, learnersFolder, program, args, probe } = options;
  const preload = pathToFileURL(compiledModule('src', 'harness', 'child', 'trace-preload.js')).href;
  return runHarnessChild({
    name: 'trace',
    nodeArgs: ['--import', preload, program, ...args],
    cwd: process.cwd(),
    plan: { packageFolder, addonFile: '', scenarioModule: '', scenario: '', params: null },
    learnersFolder,
    probe,
    output: 'pass',
    signal: undefined,
    watch: ({ signal }) => {
      let asked = false;
      const handOn = (name: NodeJS.Signals) => {
        signal(asked ? 'SIGKILL' : name);
        asked = true;
      };
      for (const name of ENDING_SIGNALS) process.on(name, handOn);
      return {
        onEvent: () => {},
        stop: () => {
          for (const name of ENDING_SIGNALS) process.off(name, handOn);
        },
      };
    },
  });
}

/** The program died of a signal that asked it to end. */
export function wasInterrupted({ signal }: RunRecord): boolean {
  return ENDING_SIGNALS.some((name) => name === signal);
}
