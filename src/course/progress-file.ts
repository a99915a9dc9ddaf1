import { renameSync } from 'node:fs';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { withFileLock } from '../environment/file-lock.js';
import { makeFolder } from '../environment/folders.js';
import { readText } from '../environment/read-text.js';
import { t } from '../texts/translate.js';
import { emptyState, isState, type ProgressState } from './progress-state.js';

/**
 * The file that stores progress. Every change reads the file again and replaces it atomically while holding a lock. So
 * two processes do not overwrite each other's changes, and a crash never leaves half a file.
 */
export class ProgressFile {
  readonly #file: string;
  readonly #warn: (line: string) => void;
  #state: ProgressState | undefined;
  #warned = false;
  /** Saving failed. From now on, this process keeps its state only in memory. */
  #unsaved = false;

  /** @param warn called at most once, with one line, if the file cannot be read or written */
  constructor(file: string, warn: (line: string) => void) {
    this.#file = file;
    this.#warn = warn;
  }

  read(): ProgressState {
    if (!this.#state) {
      const state = readState(this.#file);
      this.#state = state ?? withFileLock(this.#file, () => this.#setAside());
    }
    return this.#state;
  }

  /** Applies `edit` to the latest state and saves it. Returns whether the change was saved. */
  change(edit: (state: ProgressState) => void): boolean {
    try {
      makeFolder(path.dirname(this.#file));
    } catch {
      // Saving will fail as well, and report why.
    }
    withFileLock(this.#file, () => {
      const state = (this.#unsaved ? this.#state : readState(this.#file)) ?? this.#setAside();
      edit(state);
      this.#state = state;
      this.#save(state);
    });
    return !this.#unsaved;
  }

  #save(state: ProgressState): void {
    if (this.#unsaved) return;
    try {
      writeFileAtomic.sync(this.#file, `${JSON.stringify(state, null, 2)}\n`);
    } catch (error) {
      this.#unsaved = true;
      this.#warnOnce(t('progress.unwritable', { file: this.#file, reason: reasonOf(error) }));
    }
  }

  /**
   * Renames a damaged file, unless another process has repaired it in the meantime. Must be called with the lock held.
   */
  #setAside(): ProgressState {
    const repaired = readState(this.#file);
    if (repaired) return repaired;
    const aside = `${this.#file}.damaged-${new Date().toISOString().replace(/[:.]/g, '-')}`;
    try {
      renameSync(this.#file, aside);
      this.#warnOnce(t('progress.damaged', { file: this.#file, aside }));
    } catch (error) {
      // Never overwrite a file that could not be set aside.
      this.#unsaved = true;
      this.#warnOnce(t('progress.unreadable', { file: this.#file, reason: reasonOf(error) }));
    }
    return emptyState();
  }

  #warnOnce(line: string): void {
    if (!this.#warned) this.#warn(line);
    this.#warned = true;
  }
}

/** The state in the file; an empty state if there is no file, and `undefined` if the file is damaged or unreadable. */
function readState(file: string): ProgressState | undefined {
  let text: string;
  try {
    text = readText(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    return code === 'ENOENT' || code === 'ENOTDIR' ? emptyState() : undefined;
  }
  try {
    const value: unknown = JSON.parse(text);
    return isState(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
