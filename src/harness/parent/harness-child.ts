import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import type { ProbeObject } from '../../probe/probe-object.js';
import { createTraceFile, readTraceFile } from '../../probe/trace-file.js';
import { type RunningChild, startChild } from '../../process/child.js';
import { cleanEnvironment } from '../../process/clean-environment.js';
import { CHANNEL_FD, GATE_FD, type HarnessEvent, type Plan } from '../protocol.js';
import { OutputFile } from './output-file.js';
import type { RunRecord } from './run-record.js';

/** A function that is defined nowhere shows when the add-on is loaded, not when it is called for the first time. */
const BIND_NOW = { LD_BIND_NOW: '1' };
/** A line of the channel that is longer than this is not the harness's, characters. */
const LONGEST_LINE = 64 * 1024;

export interface HarnessChildOptions {
  /** For the record. */
  readonly name: string;
  /** What Node.js is started with; it has to read the plan. */
  readonly nodeArgs: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly plan: Omit<Plan, 'secret' | 'originNs'>;
  /** What the plan's `packageFolder` is a copy of. */
  readonly learnersFolder: string;
  /** The probe in the add-on, if it is to be used. */
  readonly probe: ProbeObject | undefined;
  /** `pass`: the child writes to this process's own output, and nothing of it is kept. */
  readonly output: 'capture' | 'pass';
  /** With `capture`: standard output goes to a file, so that the child can read what it has written. */
  readonly stdoutFile?: boolean;
  readonly signal: AbortSignal | undefined;
  /** Whoever wants to watch, or to end it early. */
  readonly watch?: (child: WatchedChild) => { onEvent(event: HarnessEvent): void; stop(): void };
}

export interface WatchedChild {
  /** Ends it with all it started; the record says when. */
  cutOff(): void;
  signal(name: NodeJS.Signals): void;
}

/**
 * Runs a child of the harness: gives it the plan and a trace file, and collects its events. Resolves when it is gone,
 * with all that is known of it.
 */
export async function runHarnessChild(options: HarnessChildOptions): Promise<RunRecord> {
  const { probe, plan } = options;
  const originNs = process.hrtime.bigint();
  const secret = randomBytes(16).toString('hex');
  // The learner knows their own folder, not the copy that runs.
  const home = (text: string) => text.replaceAll(plan.packageFolder, () => options.learnersFolder);
  // The learner's code sees this name: it must tell nothing of the secret.
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
        ...cleanEnvironment(),
        ...BIND_NOW,
        ...options.env,
        ...(traceFile !== undefined && { LEARNYOUNATIVE_TRACE_FILE: traceFile }),
      },
      signal: options.signal,
      channels: 2,
      output: options.output,
      stdout: stdout?.fd,
    });
    let cutOffAt: number | undefined;
    cutOff = () => {
      cutOffAt ??= Number(process.hrtime.bigint() - originNs) / 1e6;
      child.end();
    };
    const watcher = options.watch?.({ cutOff, signal: (name) => child.signal(name) });
    const whole = { ...plan, secret, originNs: String(originNs), ...(stdout && { stdoutFile: stdout.name }) };
    const events = converse(child, whole, home, (event) => watcher?.onEvent(event));
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
      stdout: home(stdout?.text() ?? end.stdout.toString()),
      ...(stdout && { stdoutBytes: stdout.size() }),
      stderr: home(end.stderr.toString()),
    };
  } finally {
    if (traceFile !== undefined) await rm(traceFile, { force: true });
    await stdout?.remove();
  }
}

/** Hands the plan over, and gathers the events from then on. */
function converse(
  child: RunningChild,
  plan: Plan,
  home: (text: string) => string,
  onEvent: (event: HarnessEvent) => void,
): HarnessEvent[] {
  const channel = child.channels[CHANNEL_FD - 3]!;
  const gate = child.channels[GATE_FD - 3]!;
  for (const pipe of [channel, gate]) pipe.on('error', () => {}); // The child may be gone at any moment.
  channel.write(`${JSON.stringify(plan)}\n`);
  const events: HarnessEvent[] = [];
  readLines(channel, `${plan.secret} `, (line) => {
    const event = parseEvent(line, home);
    if (!event) return;
    events.push(event);
    if (event.kind === 'open-gate') gate.write('.');
    onEvent(event);
  });
  return events;
}

/** `undefined` for a line into which the learner's code has written. */
function parseEvent(line: string, home: (text: string) => string): HarnessEvent | undefined {
  try {
    return JSON.parse(line, (_, value) => (typeof value === 'string' ? home(value) : value));
  } catch {
    return undefined;
  }
}

/** Calls `onLine` with what follows `prefix` in each line that starts with it; all else that comes is dropped. */
function readLines(channel: Duplex, prefix: string, onLine: (line: string) => void): void {
  let rest = '';
  channel.setEncoding('utf8');
  channel.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = (lines.pop() ?? '').slice(0, LONGEST_LINE);
    for (const line of lines) if (line.startsWith(prefix)) onLine(line.slice(prefix.length));
  });
}
