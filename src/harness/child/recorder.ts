import { writeSync } from 'node:fs';
import { CHANNEL_FD, type HarnessEvent } from '../protocol.js';
import { cpuWaitReader } from './cpu-wait.js';
import { plainJson, rest } from './plain-json.js';

export type Untimed<E> = E extends HarnessEvent ? Omit<E, 't' | 'waited'> : never;

// Captured before the learner's code is loaded, because that code could replace them.
const now = process.hrtime.bigint;
const write = writeSync;
const cpuWait = cpuWaitReader();

// writeSync looks this function up in an object that process.binding('fs') gives to everybody.
const { binding } = process as unknown as { binding?: (name: string) => object };
if (binding) Object.defineProperty(binding('fs'), 'writeString', { writable: false, configurable: false });

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
    writeAll(`\n${this.#secret} ${plainJson({ ...time, ...event })}\n`);
    return time;
  }
}

/**
 * Writes a text of ASCII characters. It contains the secret, so it must never become a buffer: many of those share their
 * memory with the buffers of the learner's code, and the getters and methods of all of them can be replaced.
 */
function writeAll(text: string): void {
  let unwritten = text;
  while (unwritten !== '') {
    try {
      unwritten = rest(unwritten, write(CHANNEL_FD, unwritten));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}
