import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';

/** A file of this size is not what the workshop reads, and would fill the memory, bytes. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Reads a text file. A FIFO or a device of that name, from which reading may never end, is an error.
 * @throws {Error} with `code`, as `readFileSync` does; `EINVAL` if it is no regular file, `EFBIG` if it is too large
 */
export function readText(file: string): string {
  // Without O_NONBLOCK, opening a FIFO waits for somebody who writes. https://man7.org/linux/man-pages/man7/fifo.7.html
  const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = fstatSync(descriptor);
    if (stats.isDirectory()) throw fault('EISDIR', file, 'it is a folder');
    if (!stats.isFile()) throw fault('EINVAL', file, 'it is no regular file');
    if (stats.size > MAX_BYTES) throw fault('EFBIG', file, `it has ${stats.size} bytes`);
    return readFileSync(descriptor, 'utf8');
  } finally {
    closeSync(descriptor);
  }
}

function fault(code: string, file: string, reason: string): Error {
  return Object.assign(new Error(`${code}: ${reason}, read '${file}'`), { code, syscall: 'read' });
}
