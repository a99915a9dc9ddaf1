import { type ChildProcess, spawn } from 'node:child_process';
import type { Duplex } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { CapturedOutput } from './captured-output.js';
import { endProcessTree, ownProcessGroup } from './process-tree.js';

export interface ChildOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Ends the child's whole process tree when it fires. */
  readonly signal?: AbortSignal | undefined;
  /** How many pipes beyond stdin, stdout and stderr: file descriptors 3 and up. */
  readonly channels?: number;
  /** `pass`: it reads this process's own input and writes to its output, and nothing of that is kept. */
  readonly output?: 'capture' | 'pass';
  /** A file descriptor for its standard output, which is not kept then. */
  readonly stdout?: number | undefined;
  readonly onOutput?: (text: string, stream: 'stdout' | 'stderr') => void;
}

export interface ChildEnd {
  /** `null` when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: CapturedOutput;
  readonly stderr: CapturedOutput;
  readonly durationMs: number;
}

export interface RunningChild {
  /** The pipes of file descriptors 3 and up. */
  readonly channels: readonly Duplex[];
  /** Sends a signal to the process alone; nothing happens when it is gone. */
  signal(name: NodeJS.Signals): void;
  /** Ends it and all it started. */
  end(): void;
  readonly ended: Promise<ChildEnd>;
}

/** How long to wait for the pipes to close after the process has ended, ms: a lost grandchild may hold them. */
const PIPE_GRACE_MS = 500;

/** Ends each child that runs. In groups of their own, they would outlive this process when it ends early. */
const endsOfRunning = new Set<() => void>();
process.on('exit', () => {
  for (const end of endsOfRunning) end();
});

/**
 * Starts a program without a shell and, unless all is passed through, without stdin, in a process group of its own. Its output is kept in
 * bounded memory. `ended` resolves when it is gone with everything it started; it rejects when it cannot start.
 */
export function startChild(options: ChildOptions): RunningChild {
  const startedAt = performance.now();
  const extra = Array.from({ length: options.channels ?? 0 }, () => 'pipe' as const);
  const output = options.output === 'pass' ? 'inherit' : 'pipe';
  const child = spawn(options.command, [...options.args], {
    cwd: options.cwd,
    env: options.env,
    stdio: [options.output === 'pass' ? 'inherit' : 'ignore', options.stdout ?? output, output, ...extra],
    detached: ownProcessGroup,
    windowsHide: true,
  });
  const stdout = capture(child, 'stdout', options.onOutput);
  const stderr = capture(child, 'stderr', options.onOutput);
  const end = () => {
    if (child.pid !== undefined) endProcessTree(child.pid);
  };
  const ended = new Promise<ChildEnd>((resolve, reject) => {
    const forget = () => {
      endsOfRunning.delete(end);
      options.signal?.removeEventListener('abort', end);
    };
    const finish = (code: number | null, signal: NodeJS.Signals | null) =>
      resolve({ code, signal, stdout, stderr, durationMs: performance.now() - startedAt });
    child.once('error', (error) => {
      forget();
      reject(error);
    });
    child.once('exit', (code, signal) => {
      end();
      // From now on, its id may be that of another process.
      forget();
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
  endsOfRunning.add(end);
  if (options.signal?.aborted) end();
  else options.signal?.addEventListener('abort', end, { once: true });
  const signal = (name: NodeJS.Signals) => void child.kill(name);
  return { channels: child.stdio.slice(3) as unknown as Duplex[], signal, end, ended };
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
