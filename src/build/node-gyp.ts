import { createRequire } from 'node:module';
import { type RunningChild, startChild } from '../process/child.js';
import { cleanEnvironment, offlineEnvironment } from '../process/clean-environment.js';
import type { Sandbox } from '../process/sandbox.js';
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
  readonly sandbox?: Sandbox | undefined;
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
    sandbox: options.sandbox,
    ...(options.onOutput && { onOutput: options.onOutput }),
  });
}

/**
 * npm's options for node-gyp that are about another Node.js than the running one, another folder, or about its log, which
 * is read here. npm sets them for what it starts, from any .npmrc. https://github.com/nodejs/node-gyp#configuration
 */
const OF_OTHER_BUILDS =
  /^npm_(?:config|package_config_node_gyp)_(?:nodedir|target|target_arch|arch|runtime|directory|loglevel|silent|debug|solution)$/i;

/** The environment for node-gyp, without options that do not concern this build. */
export function nodeGypEnvironment(): NodeJS.ProcessEnv {
  const env = headersOnDisk() === undefined ? cleanEnvironment() : offlineEnvironment();
  for (const name of Object.keys(env)) if (OF_OTHER_BUILDS.test(name)) delete env[name];
  return env;
}
