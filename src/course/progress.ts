import path from 'node:path';
import { ProgressFile } from './progress-file.js';
import type { ProgressState } from './progress-state.js';
import { touched, verified, type WorkLog } from './work-log.js';

/** Where the learner stands, kept in one file. */
export class Progress {
  readonly #file: ProgressFile;

  /** @param warn told, in one line and once, when progress cannot be read or saved */
  constructor(folder: string, warn: (line: string) => void) {
    this.#file = new ProgressFile(path.join(folder, 'progress.json'), warn);
  }

  /** The id of the exercise that the learner works on. */
  get current(): string | undefined {
    return this.#file.read().current ?? undefined;
  }

  /** The ids of what is done, in the order in which it was done. */
  get completed(): readonly string[] {
    return this.#file.read().completed;
  }

  isCompleted(id: string): boolean {
    return this.completed.includes(id);
  }

  select(id: string): void {
    this.#file.change((state) => {
      state.current = id;
      state.work = { ...state.work, [id]: touched(state.work?.[id], Date.now()) };
    });
  }

  /** @param folder where the submission is that passed */
  complete(id: string, folder?: string): void {
    this.#file.change((state) => addCompleted(state, id, folder));
  }

  /** The folder in which the exercise passed last. */
  folderOf(id: string): string | undefined {
    return this.#file.read().folders?.[id];
  }

  /** How many of the exercise's hints were shown. */
  hintsShown(id: string): number {
    return this.#file.read().hints?.[id] ?? 0;
  }

  showedHints(id: string, count: number): void {
    this.#file.change((state) => {
      state.work = { ...state.work, [id]: touched(state.work?.[id], Date.now()) };
      state.hints = { ...state.hints, [id]: count };
    });
  }

  /** What was done for the exercise, as far as it is known. */
  workOn(id: string): WorkLog | undefined {
    return this.#file.read().work?.[id];
  }

  /**
   * The exercise was verified: without a failed check, it is done.
   * @param failedCheck the first check that failed
   * @param folder where the submission is
   */
  verified(id: string, failedCheck: string | undefined, folder?: string): void {
    this.#file.change((state) => {
      state.work = { ...state.work, [id]: verified(state.work?.[id], Date.now(), failedCheck) };
      if (failedCheck === undefined) addCompleted(state, id, folder);
    });
  }

  /** Forgets that one exercise was done or, without an id, everything. Returns whether that is on the disk. */
  reset(id?: string): boolean {
    return this.#file.change((state) => {
      if (id === undefined) {
        state.current = null;
        state.completed = [];
        delete state.hints;
        delete state.folders;
        delete state.work;
        return;
      }
      state.completed = state.completed.filter((other) => other !== id);
      delete state.hints?.[id];
      delete state.folders?.[id];
      delete state.work?.[id];
    });
  }
}

function addCompleted(state: ProgressState, id: string, folder: string | undefined): void {
  if (!state.completed.includes(id)) state.completed.push(id);
  if (folder !== undefined) state.folders = { ...state.folders, [id]: folder };
}
