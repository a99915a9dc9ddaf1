import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import type { ProbeObject } from '../../probe/probe-object.js';
import { createTraceFile, readTraceFile } from '../../probe/trace-file.js';
import { type RunningChild, startChild } from '../../process/child.js';
import { processorWaitMs } from '../../process/processor-wait.js';
import type { Sandbox } from '../../process/sandbox.js';
import { CHANNEL_FD, GATE_FD, type HarnessEvent, type Plan } from '../protocol.js';
import { OutputFile } from './output-file.js';
import type { RunRecord } from './run-record.js';

/**
 * Makes an undefined symbol fail when the add-on is loaded, not at the first call:
 * https://man7.org/linux/man-pages/man8/ld.so.8.html
 */
const BIND_NOW = { LD_BIND_NOW: '1' };
/** A longer line does not come from the harness, in characters. */
const MAX_LINE_LENGTH = 64 * 1024;

export interface HarnessChildOptions {
  /** Becomes `RunRecord.scenario`. */
  readonly name: string;
  /** Arguments for Node.js. The script that they name has to read the plan. */
  readonly nodeArgs: readonly string[];
  readonly cwd: string;
  /** The environment, to which the harness adds variables of its own. */
  readonly env: NodeJS.ProcessEnv;
  readonly plan: Omit<Plan, 'secret' | 'originNs'>;
  /** The folder that the plan's `packageFolder` is a copy of. */
  readonly learnersFolder: string;
  /** The probe in the add-on, if it is to be used. */
  readonly probe: ProbeObject | undefined;
  /** `pass`: the child writes to this process's output, and none of it is kept. */
  readonly output: 'capture' | 'pass';
  /** With `capture`: redirects standard output to a file, so that the child can read what it has written. */
  readonly stdoutFile?: boolean;
  readonly signal: AbortSignal | undefined;
  readonly sandbox?: Sandbox | undefined;
  /** Called when the child has started, with the means to signal it or to end it early. */
  readonly watch?: (child: WatchedChild) => { onEvent(event: HarnessEvent): void; stop(): void };
}

export interface WatchedChild {
  /** Kills the child and all its descendants. `RunRecord.cutOffAt` says when. */
  cutOff(): void;
  signal(name: NodeJS.Signals): void;
  /** See `processorWaitMs`. */
  waitedMs(): number;
}

/**
 * Runs a child of the harness: sends it the plan, gives it a trace file, and collects its events. Resolves when the
 * process has ended.
 * @throws the reason of `options.signal` if it is aborted
 */
export async function runHarnessChild(options: HarnessChildOptions): Promise<RunRecord> {
  const { probe, plan } = options;
  const originNs = process.hrtime.bigint();
  const secret = randomBytes(16).toString('hex');
  // Learners know their own folder, not the private copy that runs.
  const toLearnersPaths = (text: string) => text.replaceAll(plan.packageFolder, () => options.learnersFolder);
  // The learner's code can see this name, so it must not reveal the secret.
  const traceName = `trace-${randomBytes(8).toString('hex')}`;
  const traceFile = probe && path.join(path.dirname(plan.packageFolder), traceName);
  let cutOff = () => {};
  const stdout = options.stdoutFile
    ? new OutputFile(
        path.join(path.dirname(plan.packageFolder), `stdout-${randomBytes(8).toString('hex')}`),
        () => cutOff(),
      )
    : undefined;
  try {
    if (traceFile !== undefined) await createTraceFile(traceFile);
    const child = startChild({
      command: process.execPath,
      args: options.nodeArgs,
      cwd: options.cwd,
      env: {
        ...options.env,
        ...BIND_NOW,
        ...(traceFile !== undefined && { LEARNYOUNATIVE_TRACE_FILE: traceFile }),
      },
      signal: options.signal,
      sandbox: options.sandbox,
      channels: 2,
      output: options.output,
      replace: { from: plan.packageFolder, to: options.learnersFolder },
      stdout: stdout?.fd,
    });
    let cutOffAt: number | undefined;
    cutOff = () => {
      cutOffAt ??= Number(process.hrtime.bigint() - originNs) / 1e6;
      child.end();
    };
    const watcher = options.watch?.({
      cutOff,
      signal: (name) => child.signal(name),
      waitedMs: () => processorWaitMs(child.pid),
    });
    const fullPlan = {
      ...plan,
      secret,
      originNs: String(originNs),
      ...(stdout && { stdoutFile: stdout.name }),
    };
    const events = exchangeMessages(child, fullPlan, toLearnersPaths, (event) => watcher?.onEvent(event));
    const end = await child.ended.finally(() => watcher?.stop());
    options.signal?.throwIfAborted();
    return {
      scenario: options.name,
      events,
      code: end.code,
      signal: end.signal,
      cutOffAt,
      trace:
        traceFile === undefined
          ? undefined
          : await readTraceFile(traceFile, originNs, probe?.functions ?? []),
      stdout: toLearnersPaths(stdout?.text() ?? end.stdout.toString()),
      ...(stdout && { stdoutBytes: stdout.size() }),
      stderr: toLearnersPaths(end.stderr.toString()),
    };
  } finally {
    if (traceFile !== undefined) await rm(traceFile, { force: true });
    await stdout?.remove();
  }
}

/** Sends the plan and returns the array to which events are added as they arrive. */
function exchangeMessages(
  child: RunningChild,
  plan: Plan,
  toLearnersPaths: (text: string) => string,
  onEvent: (event: HarnessEvent) => void,
): HarnessEvent[] {
  const channel = child.channels[CHANNEL_FD - 3]!;
  const gate = child.channels[GATE_FD - 3]!;
  for (const pipe of [channel, gate]) pipe.on('error', () => {}); // The child may exit at any time.
  channel.write(`${JSON.stringify(plan)}\n`);
  const events: HarnessEvent[] = [];
  readLines(channel, `${plan.secret} `, (line) => {
    const event = parseEvent(line, toLearnersPaths);
    if (!event) return;
    events.push(event);
    if (event.kind === 'open-gate') gate.write('.');
    onEvent(event);
  });
  return events;
}

/** Returns `undefined` for a line that the learner's code has corrupted. */
function parseEvent(line: string, toLearnersPaths: (text: string) => string): HarnessEvent | undefined {
  try {
    return JSON.parse(line, (_, value) => (typeof value === 'string' ? toLearnersPaths(value) : value));
  } catch {
    return undefined;
  }
}

/** Calls `onLine` with the rest of each line that starts with `prefix`, and drops all other input. */
function readLines(channel: Duplex, prefix: string, onLine: (line: string) => void): void {
  let rest = '';
  channel.setEncoding('utf8');
  channel.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = (lines.pop() ?? '').slice(0, MAX_LINE_LENGTH);
    for (const line of lines) if (line.startsWith(prefix)) onLine(line.slice(prefix.length));
  });
}
