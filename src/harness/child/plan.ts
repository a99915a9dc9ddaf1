import { readSync } from 'node:fs';
import { CHANNEL_FD, type Plan } from '../protocol.js';

/** Waits for the plan, the first line that the parent writes. */
export function readPlan(): Plan {
  const chunk = Buffer.alloc(4096);
  let text = '';
  while (!text.includes('\n')) text += chunk.toString('utf8', 0, readSync(CHANNEL_FD, chunk));
  return JSON.parse(text);
}
