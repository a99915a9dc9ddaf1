/** Runs any program with the probe attached to the add-ons that it and its children load. */
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promises as fs, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cacheFolder, makeFolder } from '../environment/folders.js';
import { type AttachedTrace, readAttachedTrace, TRACE_BYTES } from '../probe/attached-trace.js';
import type { CompiledProbe } from '../probe/probe-object.js';
import { requireRoom } from '../probe/trace-file.js';
import { type ForegroundEnd, untilEndOf } from '../process/foreground.js';
import { EXIT, Stop } from '../report/stop.js';
import { t } from '../texts/translate.js';

export interface ProgramOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly probe: CompiledProbe;
  /** How long a callback may hold the JS thread, and the add-on all threads of the pool, ms. */
  readonly heldMs: number;
  /** Ends the process at the first call on the wrong thread. */
  readonly aborts: boolean;
  /** When to end the program, ms after its start. */
  readonly stopAfterMs: number | undefined;
  /** Sends the program's standard output to this process's standard error. */
  readonly outputToStderr: boolean;
}

export interface ProgramRun extends ForegroundEnd {
  readonly durationMs: number;
  /** Those of processes that loaded an add-on, in the order in which they did. */
  readonly traces: readonly AttachedTrace[];
}

/**
 * Runs a program in this terminal until it ends. It inherits the environment and the input; its children are watched as
 * well, unless they replace the environment.
 * @throws {Stop} if the program cannot be started
 */
export async function runProgram(options: ProgramOptions): Promise<ProgramRun> {
  const folder = path.join(cacheFolder(), 'traces', randomBytes(8).toString('hex'));
  makeFolder(path.dirname(folder));
  mkdirSync(folder);
  const library = preloadable(options.probe.file);
  const originNs = process.hrtime.bigint();
  try {
    await requireRoom(folder, TRACE_BYTES * ROOM_FOR);
    requireLoadable(library.file);
    const child = spawn(options.command, [...options.args], {
      stdio: ['inherit', options.outputToStderr ? process.stderr : 'inherit', 'inherit'],
      env: {
        ...process.env,
        // https://man7.org/linux/man-pages/man8/ld.so.8.html
        // Last, because some libraries have to come first, such as a sanitizer's.
        LD_PRELOAD: [process.env.LD_PRELOAD, library.file].filter(Boolean).join(':'),
        LEARNYOUNATIVE_TRACE_FOLDER: folder,
        LEARNYOUNATIVE_HELD_MS: String(options.heldMs),
        ...(options.aborts && { LEARNYOUNATIVE_ABORT: '1' }),
      },
    });
    const end = await untilEndOf(child, options.stopAfterMs).catch((error: NodeJS.ErrnoException) => {
      const known =
        error.code === 'ENOENT' ? 'no-such-program' : error.code === 'EACCES' ? 'not-executable' : undefined;
      const reason = known === undefined ? error.message : t(`checker.${known}`);
      throw new Stop(t('checker.not-started', { program: options.command, reason }), EXIT.usage);
    });
    const durationMs = Number(process.hrtime.bigint() - originNs) / 1e6;
    return { ...end, durationMs, traces: await readTraces(folder, originNs, options.probe.functions) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    library.remove();
  }
}

/** How many processes with add-ons the disk must have room for. */
const ROOM_FOR = 4;

/**
 * Loads the library into a program that does nothing: the dynamic linker only warns of one that it cannot load, such as
 * one on a file system that is mounted with noexec.
 * @throws {Stop} with the warning
 */
function requireLoadable(file: string): void {
  const { stderr } = spawnSync('true', {
    env: { PATH: process.env.PATH, LD_PRELOAD: file },
    encoding: 'utf8',
  });
  if (stderr) throw new Stop(t('checker.not-loaded', { reason: stderr.trim() }), EXIT.notReady);
}

/** The names of the files begin with the process's ID; the time that follows is the order. */
async function readTraces(
  folder: string,
  originNs: bigint,
  functions: readonly string[],
): Promise<AttachedTrace[]> {
  const startOf = (name: string) => Number(name.split('-')[1]);
  const names = (await fs.readdir(folder)).sort((a, b) => startOf(a) - startOf(b));
  const traces: AttachedTrace[] = [];
  for (const name of names) {
    const trace = await readAttachedTrace(path.join(folder, name), originNs, functions);
    if (trace) traces.push(trace);
  }
  return traces;
}

/** LD_PRELOAD is a list that is separated by spaces or colons, and nothing in it can be quoted: a link has no such name. */
function preloadable(file: string): { file: string; remove: () => void } {
  if (!/[\s:]/.test(file)) return { file, remove: () => {} };
  const base = /[\s:]/.test(tmpdir()) ? '/tmp' : tmpdir();
  const folder = mkdtempSync(path.join(base, 'learnyounative-'));
  const link = path.join(folder, 'attach.so');
  symlinkSync(file, link);
  return { file: link, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
