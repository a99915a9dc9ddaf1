import { readSync } from 'node:fs';
import { CHANNEL_FD, type Plan } from '../protocol.js';

const NEWLINE = 0x0a;

/** Reads the plan, the first line that the parent writes. Blocks until it has arrived. */
export function readPlan(): Plan {
  const chunks: Buffer[] = [];
  while (chunks.at(-1)?.at(-1) !== NEWLINE) {
    const chunk = Buffer.alloc(64 * 1024);
    chunks.push(chunk.subarray(0, readSync(CHANNEL_FD, chunk)));
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}
