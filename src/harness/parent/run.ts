import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import { compiledModule } from '../../environment/package-root.js';
import type { ProbeObject } from '../../probe/probe-object.js';
import { createTraceFile, readTraceFile } from '../../probe/trace-file.js';
import { type RunningChild, startChild } from '../../process/child.js';
import { cleanEnvironment } from '../../process/clean-environment.js';
import { CHANNEL_FD, GATE_FD, type HarnessEvent, type Plan } from '../protocol.js';
import type { RunRecord } from './run-record.js';

/** How long a run may go on beyond what it said it would wait for, ms. */
const LIMIT_MS = 10_000;
/** A function that is defined nowhere shows when the add-on is loaded, not when it is called for the first time. */
const BIND_NOW = { LD_BIND_NOW: '1' };
/** Without an event for so long, the JS thread is asked where it is, ms: a few beats. */
const SILENT_MS = 30;
/** A line of the channel that is longer than this is not the harness's, characters. */
const LONGEST_LINE = 64 * 1024;

export interface RunOptions {
  readonly packageFolder: string;
  /** What `packageFolder` is a copy of. */
  readonly learnersFolder: string;
  readonly addonFile: string;
  /** The compiled module that exports `scenarios`. */
  readonly scenarioModule: string;
  readonly scenario: string;
  readonly params: unknown;
  /** The size of libuv's thread pool in the run; 4 is what Node.js has when nobody chose. */
  readonly threadPoolSize?: number;
  /** The probe that is linked into the add-on. */
  readonly probe?: ProbeObject | undefined;
  /** Asks the JS thread where it is whenever it is silent. That disturbs the run: nothing else may be judged by it. */
  readonly sample?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** Runs one scenario in a child process of its own; resolves when that is gone, with all that is known of it. */
export async function runScenario(options: RunOptions): Promise<RunRecord> {
  const originNs = process.hrtime.bigint();
  const now = () => Number(process.hrtime.bigint() - originNs) / 1e6;
  // The learner knows their own folder, not the copy that runs.
  const home = (text: string) => text.replaceAll(options.packageFolder, options.learnersFolder);
  const secret = randomBytes(16).toString('hex');
  const traceFile = options.probe && path.join(path.dirname(options.packageFolder), `trace-${secret}`);
  if (traceFile !== undefined) await createTraceFile(traceFile);
  const child = startChild({
    command: process.execPath,
    args: [compiledModule('src', 'harness', 'child', 'main.js')],
    cwd: options.packageFolder,
    env: {
      ...cleanEnvironment(),
      ...BIND_NOW,
      UV_THREADPOOL_SIZE: String(options.threadPoolSize ?? 4),
      ...(traceFile !== undefined && { LEARNYOUNATIVE_TRACE_FILE: traceFile }),
      ...(options.sample && { LEARNYOUNATIVE_SAMPLE: '1' }),
    },
    signal: options.signal,
    channels: 2,
  });
  const channel = child.channels[CHANNEL_FD - 3]!;
  const gate = child.channels[GATE_FD - 3]!;
  for (const pipe of [channel, gate]) pipe.on('error', () => {}); // The child may be gone at any moment.

  const plan: Plan = {
    secret,
    originNs: String(originNs),
    packageFolder: options.packageFolder,
    addonFile: options.addonFile,
    scenarioModule: options.scenarioModule,
    scenario: options.scenario,
    params: options.params,
  };
  channel.write(`${JSON.stringify(plan)}\n`);

  let cutOffAt: number | undefined;
  const limit = watchdog(() => {
    cutOffAt = now();
    child.end();
  });
  const events: HarnessEvent[] = [];
  readLines(channel, `${secret} `, (line) => {
    const event: HarnessEvent = JSON.parse(line, (_, value) =>
      typeof value === 'string' ? home(value) : value,
    );
    events.push(event);
    if (event.kind === 'expect') limit.extend(event.ms);
    if (event.kind === 'open-gate') gate.write('.');
  });

  const sampler = options.sample ? sampleWhenSilent(child, () => now() - (events.at(-1)?.t ?? 0)) : undefined;
  const end = await child.ended.finally(() => {
    limit.stop();
    clearInterval(sampler);
  });
  const trace = traceFile && (await readTraceFile(traceFile, originNs, options.probe!.functions));
  if (traceFile !== undefined) await rm(traceFile, { force: true });
  options.signal?.throwIfAborted();
  return {
    scenario: options.scenario,
    events,
    code: end.code,
    signal: end.signal,
    cutOffAt,
    trace: trace || undefined,
    stdout: home(end.stdout.toString()),
    stderr: home(end.stderr.toString()),
  };
}

/** The add-on's probe listens to this signal; a process without it does not mind it. */
function sampleWhenSilent(child: RunningChild, silentMs: () => number): NodeJS.Timeout {
  return setInterval(() => {
    if (silentMs() > SILENT_MS) child.signal('SIGURG');
  }, SILENT_MS);
}

/** Fires when `LIMIT_MS` have passed beyond the latest time that was announced. */
function watchdog(onLimit: () => void): { extend(ms: number): void; stop(): void } {
  let timer = setTimeout(onLimit, LIMIT_MS);
  return {
    extend(ms) {
      clearTimeout(timer);
      timer = setTimeout(onLimit, ms + LIMIT_MS);
    },
    stop: () => clearTimeout(timer),
  };
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
