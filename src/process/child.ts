import { type ChildProcess, spawn } from 'node:child_process';
import type { Duplex } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { CapturedOutput } from './captured-output.js';
import { killWithThisProcess } from './guard.js';
import { killProcessTree, ownProcessGroup } from './process-tree.js';
import { type Replacement, relay } from './relay.js';
import { inSandbox, type Sandbox, signalOf } from './sandbox.js';

export interface ChildOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** When it is aborted, the child's whole process tree is killed. */
  readonly signal?: AbortSignal | undefined;
  /** How many pipes besides stdin, stdout and stderr: file descriptors 3 and up. */
  readonly channels?: number;
  /** `pass`: the child inherits stdin and stdout, its stderr is passed on, and its output is not captured. */
  readonly output?: 'capture' | 'pass';
  /** With `pass`: a text that is replaced in stderr. */
  readonly replace?: Replacement;
  /** A file descriptor for standard output, which then is not captured. */
  readonly stdout?: number | undefined;
  readonly onOutput?: (text: string, stream: 'stdout' | 'stderr') => void;
  /** Runs the program in a sandbox. */
  readonly sandbox?: Sandbox | undefined;
}

export interface ChildEnd {
  /** The exit code; `null` if the child was ended by a signal. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: CapturedOutput;
  readonly stderr: CapturedOutput;
  readonly durationMs: number;
}

export interface RunningChild {
  readonly pid: number | undefined;
  /** The pipes of file descriptors 3 and up. */
  readonly channels: readonly Duplex[];
  /** Sends a signal to the process, not to its children; does nothing if it has ended. */
  signal(name: NodeJS.Signals): void;
  /** Kills the whole process tree. */
  end(): void;
  readonly ended: Promise<ChildEnd>;
}

/** How long to wait for the pipes to close after the process has ended, ms: a detached grandchild may keep them open. */
const PIPE_GRACE_MS = 500;

/** Kills the children that are running: in their own process groups, they would outlive this process. */
const killOnExit = new Set<() => void>();
process.on('exit', () => {
  for (const kill of killOnExit) kill();
});

/**
 * Starts a program, without a shell, in its own process group. With `output: 'capture'`, the default, it has no stdin
 * and its output is kept in bounded memory.
 * @returns the child. Its `ended` resolves when the whole process tree has ended; it rejects if the program cannot be
 * started.
 */
export function startChild(options: ChildOptions): RunningChild {
  const startedAt = performance.now();
  const extra = Array.from({ length: options.channels ?? 0 }, () => 'pipe' as const);
  const passes = options.output === 'pass';
  const { command, args } = options.sandbox
    ? inSandbox(options.command, options.args, options.sandbox)
    : options;
  const child = spawn(command, [...args], {
    cwd: options.cwd,
    env: options.env,
    stdio: [passes ? 'inherit' : 'ignore', options.stdout ?? (passes ? 'inherit' : 'pipe'), 'pipe', ...extra],
    detached: ownProcessGroup,
    windowsHide: true,
  });
  const stdout = capture(child, 'stdout', options.onOutput);
  const stderr = passes ? new CapturedOutput() : capture(child, 'stderr', options.onOutput);
  if (passes && child.stderr)
    void relay(child.stderr, process.stderr, options.replace ?? { from: '', to: '' });
  const end = () => {
    if (child.pid !== undefined) killProcessTree(child.pid);
  };
  const ended = new Promise<ChildEnd>((resolve, reject) => {
    const unguard = child.pid === undefined ? () => {} : killWithThisProcess(-child.pid);
    const cleanUp = () => {
      unguard();
      killOnExit.delete(end);
      options.signal?.removeEventListener('abort', end);
    };
    const finish = (code: number | null, signal: NodeJS.Signals | null) =>
      resolve({ code, signal, stdout, stderr, durationMs: performance.now() - startedAt });
    child.once('error', (error) => {
      cleanUp();
      reject(error);
    });
    child.once('exit', (exitCode, exitSignal) => {
      const inside = options.sandbox ? signalOf(exitCode) : null;
      const [code, signal] = inside === null ? [exitCode, exitSignal] : [null, inside];
      end();
      // From now on, another process may get its id.
      cleanUp();
      const grace = setTimeout(() => {
        for (const stream of child.stdio) stream?.destroy();
        finish(code, signal);
      }, PIPE_GRACE_MS);
      child.once('close', () => {
        clearTimeout(grace);
        finish(code, signal);
      });
    });
  });
  killOnExit.add(end);
  if (options.signal?.aborted) end();
  else options.signal?.addEventListener('abort', end, { once: true });
  // In a sandbox, the program is a child of the child. Both are in its group.
  const signal = (name: NodeJS.Signals) =>
    void (options.sandbox && child.pid !== undefined ? process.kill(-child.pid, name) : child.kill(name));
  return { pid: child.pid, channels: child.stdio.slice(3) as unknown as Duplex[], signal, end, ended };
}

function capture(
  child: ChildProcess,
  name: 'stdout' | 'stderr',
  onOutput: ChildOptions['onOutput'],
): CapturedOutput {
  const output = new CapturedOutput();
  const decoder = new StringDecoder('utf8');
  child[name]?.on('data', (bytes: Buffer) => {
    const text = decoder.write(bytes);
    output.add(text);
    onOutput?.(text, name);
  });
  return output;
}
