import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Test } from 'tap';
import { packageRoot } from '../../src/environment/package-root.js';
import { copyPreparedCache } from './prepared-cache.js';

/** The result of a command-line program. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The compiled program, as a learner starts it. */
export const bin: string = path.join(packageRoot, 'bin', 'learnyounative.js');

/** A learner with their own working folder, progress and cache. */
export class Learner {
  readonly folder: string;
  readonly configFolder: string;
  readonly env: Record<string, string>;

  /**
   * @param env overrides environment variables
   * @param work the content of the working folder, for tap's `testdir`
   */
  constructor(t: Test, env: Record<string, string> = {}, work: Parameters<Test['testdir']>[0] = {}) {
    const root = t.testdir({ work, config: {}, cache: {} });
    this.folder = path.join(root, 'work');
    this.configFolder = path.join(root, 'config');
    copyPreparedCache(path.join(root, 'cache'));
    this.env = {
      ...inheritedEnvironment(),
      LANG: 'C.UTF-8',
      // Tests read the whole output; see test/terminal/pager.test.ts.
      PAGER: 'cat',
      LEARNYOUNATIVE_CONFIG_DIR: this.configFolder,
      LEARNYOUNATIVE_CACHE_DIR: path.join(root, 'cache'),
      ...env,
    };
  }

  /** Runs learnyounative with its output connected to pipes, and waits for it to end. */
  run(...args: string[]): Promise<Finished> {
    return this.runScript(bin, ...args);
  }

  /** Runs another Node.js script in the same way. */
  runScript(script: string, ...args: string[]): Promise<Finished> {
    return runNode(process.execPath, [script, ...args], { cwd: this.folder, env: this.env });
  }
}

/** Runs learnyounative with the given Node.js and environment, with its output connected to pipes. */
export function runLearnyounative(
  args: readonly string[],
  { node, ...options }: { node: string; cwd: string; env: NodeJS.ProcessEnv },
): Promise<Finished> {
  return runNode(node, [bin, ...args], options);
}

function runNode(
  node: string,
  args: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(node, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** The environment of this process, without variables that affect colours and character sets. */
export function inheritedEnvironment(): Record<string, string> {
  const excluded = /^(NO_COLOR|FORCE_COLOR|TERM|LC_.*|LANG|ACCESSIBLE|CI|NODE_OPTIONS|XDG_.*)$/;
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !excluded.test(entry[0]),
  );
  return Object.fromEntries(entries);
}
