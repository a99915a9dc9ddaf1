import path from 'node:path';
import { ProgressFile } from './progress-file.js';
import type { ProgressState } from './progress-state.js';
import { touched, verified, type WorkLog } from './work-log.js';

/** The learner's progress, stored in one file. */
export class Progress {
  readonly #file: ProgressFile;

  /** @param warn called at most once, with one line, if progress cannot be read or saved */
  constructor(folder: string, warn: (line: string) => void) {
    this.#file = new ProgressFile(path.join(folder, 'progress.json'), warn);
  }

  /** The id of the selected exercise. */
  get current(): string | undefined {
    return this.#file.read().current ?? undefined;
  }

  /** The ids of the completed exercises, in the order of completion. */
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

  /** @param folder the folder that passed */
  complete(id: string, folder?: string): void {
    this.#file.change((state) => addCompleted(state, id, folder));
  }

  /** The folder that last passed the exercise. */
  folderOf(id: string): string | undefined {
    return this.#file.read().folders?.[id];
  }

  /** The number of the exercise's hints that were shown. */
  hintsShown(id: string): number {
    return this.#file.read().hints?.[id] ?? 0;
  }

  setHintsShown(id: string, count: number): void {
    this.#file.change((state) => {
      state.work = { ...state.work, [id]: touched(state.work?.[id], Date.now()) };
      state.hints = { ...state.hints, [id]: count };
    });
  }

  /** The work on the exercise so far; `undefined` if there was none. */
  workOn(id: string): WorkLog | undefined {
    return this.#file.read().work?.[id];
  }

  /**
   * Records a verify. Without a failed check, the exercise is completed.
   * @param failedCheck the id of the first check that failed
   * @param folder the folder of the submission
   */
  verified(id: string, failedCheck: string | undefined, folder?: string): void {
    this.#file.change((state) => {
      state.work = { ...state.work, [id]: verified(state.work?.[id], Date.now(), failedCheck) };
      if (failedCheck === undefined) addCompleted(state, id, folder);
    });
  }

  /** Deletes the progress of one exercise or, without an id, of all. Returns whether the change was saved. */
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
