import type { Catalogue } from '../course/catalogue.js';
import type { Progress } from '../course/progress.js';

/** The interface that workshopper-adventure expects of its storage. */
export interface ShopStorage {
  readonly dir: string;
  get(key: string): unknown;
  save(key: string, value: unknown): void;
  reset(): void;
}

/**
 * A storage for workshopper-adventure that keeps the state of the course in `progress`. The framework identifies
 * exercises by title, `progress` by id. Everything else, such as the chosen language, is kept in memory only.
 */
export function shopStorage(catalogue: Catalogue, progress: Progress): ShopStorage {
  const memory = new Map<string, unknown>();
  const titleOf = (id: string | undefined) =>
    catalogue.exercises.find((exercise) => exercise.id === id)?.title;
  return {
    dir: '',
    get(key) {
      if (key === 'current') return titleOf(progress.current) ?? null;
      if (key === 'completed') return progress.completed.map(titleOf).filter((title) => title !== undefined);
      return memory.get(key) ?? null;
    },
    save(key, value) {
      if (key === 'current') return select(catalogue, progress, value);
      if (key === 'completed') return complete(catalogue, progress, value);
      memory.set(key, value);
    },
    reset() {
      memory.clear();
      progress.reset();
    },
  };
}

function select(catalogue: Catalogue, progress: Progress, title: unknown): void {
  const exercise = catalogue.find(String(title));
  if (exercise) progress.select(exercise.id);
}

function complete(catalogue: Catalogue, progress: Progress, titles: unknown): void {
  for (const title of Array.isArray(titles) ? titles : []) {
    const exercise = catalogue.find(String(title));
    if (exercise && !progress.isCompleted(exercise.id)) progress.complete(exercise.id);
  }
}
