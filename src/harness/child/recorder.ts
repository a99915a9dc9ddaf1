import { writeSync } from 'node:fs';
import { CHANNEL_FD, type HarnessEvent } from '../protocol.js';
import { cpuWaitReader } from './cpu-wait.js';

export type Untimed<E> = E extends HarnessEvent ? Omit<E, 't' | 'waited'> : never;

// Taken before the learner's code is loaded, which could put others in their place.
const now = process.hrtime.bigint;
const stringify = JSON.stringify;
const write = writeSync;
const toBytes = Buffer.from;
const waitedForCpu = cpuWaitReader();

/** What the learner's code throws or passes may be of any length. */
const LONGEST_TEXT = 2_000;

/**
 * Tells the parent what happens, at once: each event is written before the next line of code runs, so that it is
 * known even when the process dies there and then.
 */
export class Recorder {
  readonly #secret: string;
  readonly #originNs: bigint;

  constructor(secret: string, originNs: bigint) {
    this.#secret = secret;
    this.#originNs = originNs;
  }

  /** Milliseconds since the run's origin. */
  now(): number {
    return Number(now() - this.#originNs) / 1e6;
  }

  /** Writes the event and returns when it was. */
  record(event: Untimed<HarnessEvent>): { t: number; waited: number } {
    const time = { t: this.now(), waited: waitedForCpu() };
    // The line feed in front closes what the learner's code may have written into this pipe.
    writeAll(`\n${this.#secret} ${stringify({ ...time, ...event }, shorten)}\n`);
    return time;
  }
}

function shorten(_: string, value: unknown): unknown {
  return typeof value === 'string' && value.length > LONGEST_TEXT
    ? `${value.slice(0, LONGEST_TEXT)}...`
    : value;
}

function writeAll(text: string): void {
  let bytes: Uint8Array = toBytes(text);
  while (bytes.length > 0) {
    try {
      bytes = bytes.subarray(write(CHANNEL_FD, bytes));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}
