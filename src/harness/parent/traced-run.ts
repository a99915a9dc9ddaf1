import { pathToFileURL } from 'node:url';
import { compiledModule } from '../../environment/package-root.js';
import type { ProbeObject } from '../../probe/probe-object.js';
import { runHarnessChild } from './harness-child.js';
import type { RunRecord } from './run-record.js';

export interface TracedRunOptions {
  readonly packageFolder: string;
  readonly learnersFolder: string;
  /** A file, or a folder with a main module. */
  readonly program: string;
  readonly args: readonly string[];
  readonly probe: ProbeObject | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Runs any program under Node.js with its output passed through, and records what its threads did. */
export function runTraced(options: TracedRunOptions): Promise<RunRecord> {
  const { packageFolder, learnersFolder, program, args, probe, signal } = options;
  const preload = pathToFileURL(compiledModule('src', 'harness', 'child', 'trace-preload.js')).href;
  return runHarnessChild({
    name: 'trace',
    nodeArgs: ['--import', preload, program, ...args],
    cwd: process.cwd(),
    plan: { packageFolder, addonFile: '', scenarioModule: '', scenario: '', params: null },
    learnersFolder,
    probe,
    output: 'pass',
    signal,
  });
}
