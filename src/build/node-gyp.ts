import { createRequire } from 'node:module';
import { type RunningChild, startChild } from '../process/child.js';
import { cleanEnvironment, offlineEnvironment } from '../process/clean-environment.js';
import { headersOnDisk } from './headers.js';

export interface NodeGypOptions {
  /** `configure`, `build`, or both. */
  readonly steps: readonly string[];
  readonly cwd: string;
  /** Arguments for the Node.js that runs it. */
  readonly nodeArguments?: readonly string[];
  readonly signal?: AbortSignal | undefined;
  readonly env?: Readonly<Record<string, string>>;
  readonly onOutput?: (text: string) => void;
}

/** Starts the workshop's node-gyp with the running Node.js, offline when its headers are on disk. */
export function startNodeGyp(options: NodeGypOptions): RunningChild {
  const program = createRequire(import.meta.url).resolve('node-gyp/bin/node-gyp.js');
  const nodedir = headersOnDisk();
  return startChild({
    command: process.execPath,
    args: [
      ...(options.nodeArguments ?? []),
      program,
      ...options.steps,
      '--jobs=max',
      ...(nodedir === undefined ? [] : [`--nodedir=${nodedir}`]),
    ],
    cwd: options.cwd,
    env: { ...nodeGypEnvironment(), ...options.env },
    signal: options.signal,
    ...(options.onOutput && { onOutput: options.onOutput }),
  });
}

/** The environment without `npm_config_nodedir`, which overrides node-gyp's arguments and may name another Node.js. */
export function nodeGypEnvironment(): NodeJS.ProcessEnv {
  const { npm_config_nodedir, NPM_CONFIG_NODEDIR, ...others } =
    headersOnDisk() === undefined ? cleanEnvironment() : offlineEnvironment();
  return others;
}
