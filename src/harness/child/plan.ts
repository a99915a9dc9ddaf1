import { readSync } from 'node:fs';
import { CHANNEL_FD, type Plan } from '../protocol.js';

const NEWLINE = 0x0a;

/**
 * Reads the plan, the first line that the parent writes. Blocks until it has arrived; when the parent is gone before
 * that, there is nothing to do, and the process ends.
 */
export function readPlan(): Plan {
  const chunks: Buffer[] = [];
  while (chunks.at(-1)?.at(-1) !== NEWLINE) {
    const chunk = Buffer.alloc(64 * 1024);
    const length = readSync(CHANNEL_FD, chunk);
    if (length === 0) process.exit();
    chunks.push(chunk.subarray(0, length));
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}
