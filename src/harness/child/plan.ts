import { readSync } from 'node:fs';
import { CHANNEL_FD, type Plan } from '../protocol.js';

const LINE_FEED = 0x0a;

/** Waits for the plan, the first line that the parent writes. */
export function readPlan(): Plan {
  const chunks: Buffer[] = [];
  while (chunks.at(-1)?.at(-1) !== LINE_FEED) {
    const chunk = Buffer.alloc(64 * 1024);
    chunks.push(chunk.subarray(0, readSync(CHANNEL_FD, chunk)));
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}
