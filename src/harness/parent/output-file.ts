import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';

/** What writes more than this into its standard output writes without end, bytes. */
const MOST_BYTES = 64 * 1024 * 1024;
const LOOK_EVERY_MS = 250;
/** What is kept of it, bytes. */
const KEPT_BYTES = 64 * 1024;

/**
 * A file for the standard output of a child. In a file, the child can see for itself what has been written by now:
 * what is still in a buffer of the C library is not there.
 */
export class OutputFile {
  readonly name: string;
  /** For the child's `stdio`. */
  readonly fd: number;
  readonly #watcher: NodeJS.Timeout;

  /** @param onTooMuch called when it grows beyond all bounds */
  constructor(name: string, onTooMuch: () => void) {
    this.name = name;
    this.fd = openSync(name, 'a');
    this.#watcher = setInterval(() => {
      if (this.size() > MOST_BYTES) onTooMuch();
    }, LOOK_EVERY_MS);
  }

  /** Bytes. */
  size(): number {
    return statSync(this.name, { throwIfNoEntry: false })?.size ?? 0;
  }

  /** What it begins with. */
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
