import { writeSync } from 'node:fs';
import { CHANNEL_FD, type HarnessEvent } from '../protocol.js';
import { cpuWaitReader } from './cpu-wait.js';

export type Untimed<E> = E extends HarnessEvent ? Omit<E, 't' | 'waited'> : never;

// Captured before the learner's code is loaded, because that code could replace them.
const now = process.hrtime.bigint;
const stringify = JSON.stringify;
const write = writeSync;
const toBytes = Buffer.from;
const cpuWait = cpuWaitReader();

/** Strings in events are cut to this many characters: the learner's code may throw or pass a text of any length. */
const MAX_TEXT_LENGTH = 2_000;

/** Sends events to the parent. Writes are synchronous, so an event arrives even if the process dies right after it. */
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

  /** Writes the event, and returns its `t` and `waited`, both in ms. */
  record(event: Untimed<HarnessEvent>): { t: number; waited: number } {
    const time = { t: this.now(), waited: cpuWait() };
    // The leading newline ends any line that the learner's code may have started in this pipe.
    writeAll(`\n${this.#secret} ${stringify({ ...time, ...event }, shorten)}\n`);
    return time;
  }
}

function shorten(_: string, value: unknown): unknown {
  return typeof value === 'string' && value.length > MAX_TEXT_LENGTH
    ? `${value.slice(0, MAX_TEXT_LENGTH)}...`
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
