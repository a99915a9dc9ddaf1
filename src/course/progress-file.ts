import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { withFileLock } from '../environment/file-lock.js';
import { t } from '../texts/translate.js';
import { emptyState, isState, type ProgressState } from './progress-state.js';

/**
 * The file that progress is kept in. Every change reads it anew and replaces it as a whole, under a lock: two windows
 * at once lose nothing of each other, and a crash never leaves half a file.
 */
export class ProgressFile {
  readonly #file: string;
  readonly #warn: (line: string) => void;
  #state: ProgressState | undefined;
  #warned = false;
  /** What this process knows is nowhere on the disk: from now on it goes by its own memory. */
  #unsaved = false;

  /** @param warn told, in one line and once, when the file cannot be read or written */
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

  /** Returns whether the change is on the disk. */
  change(edit: (state: ProgressState) => void): boolean {
    try {
      mkdirSync(path.dirname(this.#file), { recursive: true });
    } catch {
      // Saving fails next and says so.
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

  /** Moves a damaged file out of the way. To be called under the lock: another process may have done it by now. */
  #setAside(): ProgressState {
    const repaired = readState(this.#file);
    if (repaired) return repaired;
    const aside = `${this.#file}.damaged-${new Date().toISOString().replace(/[:.]/g, '-')}`;
    try {
      renameSync(this.#file, aside);
      this.#warnOnce(t('progress.damaged', { file: this.#file, aside }));
    } catch (error) {
      // It must not be written over either.
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

/** The state in the file, an empty one where there is no file, and nothing where the file makes no sense. */
function readState(file: string): ProgressState | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
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
