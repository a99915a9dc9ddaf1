import { createHash } from 'node:crypto';
import { openSync, readSync } from 'node:fs';
import type { WrittenReport } from '../protocol.js';

const LONGEST_TEXT = 200;

/** Returns what tells how much was written to the file since it was asked last. */
export function writtenReader(file: string): () => WrittenReport {
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
      if (text === '') text = chunk.toString('utf8', 0, Math.min(length, LONGEST_TEXT));
      position += length;
    }
    return { bytes: position - start, sha256: hash.digest('hex'), text };
  };
}
