import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';

/** A process that writes more than this to standard output is considered to write endlessly, bytes. */
const MAX_BYTES = 64 * 1024 * 1024;
const POLL_INTERVAL_MS = 250;
/** How much of the output is kept, bytes. */
const KEPT_BYTES = 64 * 1024;

/**
 * A file for the standard output of a child. The child can read it to see what has really been written: output that is
 * still in a buffer of the C library is not in the file.
 */
export class OutputFile {
  readonly name: string;
  /** For the child's `stdio`. */
  readonly fd: number;
  readonly #watcher: NodeJS.Timeout;

  /** @param onTooMuch called repeatedly once the file is larger than 64 MiB */
  constructor(name: string, onTooMuch: () => void) {
    this.name = name;
    this.fd = openSync(name, 'a');
    this.#watcher = setInterval(() => {
      if (this.size() > MAX_BYTES) onTooMuch();
    }, POLL_INTERVAL_MS);
  }

  /** The size of the file, bytes. */
  size(): number {
    return statSync(this.name, { throwIfNoEntry: false })?.size ?? 0;
  }

  /** The beginning of the output, at most 64 KiB, decoded as UTF-8. */
  text(): string {
    const fd = openSync(this.name, 'r');
    try {
      const bytes = Buffer.alloc(KEPT_BYTES);
      return bytes.toString('utf8', 0, readSync(fd, bytes));
    } finally {
      closeSync(fd);
    }
  }

  async remove(): Promise<void> {
    clearInterval(this.#watcher);
    closeSync(this.fd);
    await rm(this.name, { force: true });
  }
}
