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
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const all = Buffer.alloc(length);
  for (let at = 0, index = 0; index < chunks.length; at += chunks[index++]!.length)
    all.set(chunks[index]!, at);
  const plan = JSON.parse(all.toString('utf8'));
  // The secret stays only in the plan. `Buffer.concat` would have left it in memory that small buffers share.
  for (const bytes of [...chunks, all]) bytes.fill(0);
  return plan;
}
