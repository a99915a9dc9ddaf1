import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { withFileLock } from '../environment/file-lock.js';
import { t } from '../texts/translate.js';

/** The content of progress.json. Fields that this version does not know are kept as they are. */
interface State {
  version: number;
  current: string | null;
  completed: string[];
  /** How many hints were shown, by exercise. */
  hints?: Record<string, number>;
  /** In which folder it passed last, by exercise. */
  folders?: Record<string, string>;
  [unknown: string]: unknown;
}

/**
 * Where the learner stands, kept in one file. Every change reads the file anew and replaces it as a whole, under
 * a lock: two windows at once lose nothing of each other, and a crash never leaves half a file.
 */
export class Progress {
  readonly #file: string;
  readonly #warn: (line: string) => void;
  #state: State | undefined;
  #warned = false;
  /** What this process knows is nowhere on the disk: from now on it goes by its own memory. */
  #unsaved = false;

  /** @param warn told, in one line and once, when progress cannot be read or saved */
  constructor(folder: string, warn: (line: string) => void) {
    this.#file = path.join(folder, 'progress.json');
    this.#warn = warn;
  }

  /** The id of the exercise that the learner works on. */
  get current(): string | undefined {
    return this.#read().current ?? undefined;
  }

  /** The ids of what is done, in the order in which it was done. */
  get completed(): readonly string[] {
    return this.#read().completed;
  }

  isCompleted(id: string): boolean {
    return this.completed.includes(id);
  }

  select(id: string): void {
    this.#change((state) => {
      state.current = id;
    });
  }

  /** @param folder where the submission is that passed */
  complete(id: string, folder?: string): void {
    this.#change((state) => {
      if (!state.completed.includes(id)) state.completed.push(id);
      if (folder !== undefined) state.folders = { ...state.folders, [id]: folder };
    });
  }

  /** The folder in which the exercise passed last. */
  folderOf(id: string): string | undefined {
    return this.#read().folders?.[id];
  }

  /** How many of the exercise's hints were shown. */
  hintsShown(id: string): number {
    return this.#read().hints?.[id] ?? 0;
  }

  showedHints(id: string, count: number): void {
    this.#change((state) => {
      state.hints = { ...state.hints, [id]: count };
    });
  }

  /** Forgets that one exercise was done or, without an id, everything. */
  reset(id?: string): void {
    this.#change((state) => {
      if (id === undefined) {
        state.current = null;
        state.completed = [];
        delete state.hints;
        delete state.folders;
        return;
      }
      state.completed = state.completed.filter((other) => other !== id);
      delete state.hints?.[id];
      delete state.folders?.[id];
    });
  }

  #read(): State {
    if (!this.#state) {
      const state = readState(this.#file);
      this.#state = state ?? withFileLock(this.#file, () => this.#setAside());
    }
    return this.#state;
  }

  #change(edit: (state: State) => void): void {
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
  }

  #save(state: State): void {
    if (this.#unsaved) return;
    try {
      writeFileAtomic.sync(this.#file, `${JSON.stringify(state, null, 2)}\n`);
    } catch (error) {
      this.#unsaved = true;
      this.#warnOnce(t('progress.unwritable', { file: this.#file, reason: reasonOf(error) }));
    }
  }

  /** Moves a damaged file out of the way. To be called under the lock: another process may have done it by now. */
  #setAside(): State {
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
function readState(file: string): State | undefined {
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

function isState(value: unknown): value is State {
  if (typeof value !== 'object' || value === null) return false;
  const { version, current, completed, hints, folders } = value as Partial<Record<keyof State, unknown>>;
  return (
    isRecordOf('number', hints) &&
    isRecordOf('string', folders) &&
    typeof version === 'number' &&
    (current === null || typeof current === 'string') &&
    Array.isArray(completed) &&
    completed.every((id) => typeof id === 'string')
  );
}

function isRecordOf(type: 'number' | 'string', value: unknown): boolean {
  if (value === undefined) return true;
  return (
    typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === type)
  );
}

function emptyState(): State {
  return { version: 1, current: null, completed: [] };
}

function reasonOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
