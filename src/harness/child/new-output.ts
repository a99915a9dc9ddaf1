import { createHash } from 'node:crypto';
import { openSync, readSync } from 'node:fs';
import type { OutputReport } from '../protocol.js';

const MAX_TEXT_BYTES = 200;

/** Returns a function that reads what was appended to the file since its last call. The file is opened once, now. */
export function newOutputReader(file: string): () => OutputReport {
  const fd = openSync(file, 'r');
  let position = 0;
  return () => {
    const hash = createHash('sha256');
    const start = position;
    let text = '';
    for (;;) {
      const chunk = Buffer.alloc(64 * 1024);
      const length = readSync(fd, chunk, 0, chunk.length, position);
      if (length === 0) break;
      hash.update(chunk.subarray(0, length));
      if (text === '') text = chunk.toString('utf8', 0, Math.min(length, MAX_TEXT_BYTES));
      position += length;
    }
    return { bytes: position - start, sha256: hash.digest('hex'), text };
  };
}
