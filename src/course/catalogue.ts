import { nearest } from '../texts/nearest.js';
import type { Exercise } from './exercise.js';

/** The exercises of the course in order, and lookups by name. */
export class Catalogue {
  readonly exercises: readonly Exercise[];

  constructor(exercises: readonly Exercise[]) {
    this.exercises = exercises;
  }

  /**
   * Finds an exercise by what a learner typed.
   * @param name its id, its title (case and punctuation do not matter), or its number, counted from 1
   */
  find(name: string): Exercise | undefined {
    const wanted = simplify(name);
    if (/^\d+$/.test(name.trim())) return this.exercises[Number(name) - 1];
    return this.exercises.find((exercise) => exercise.id === wanted || simplify(exercise.title) === wanted);
  }

  /** The title of the exercise that is most similar to an unknown name; `undefined` if none is similar. */
  suggest(name: string): string | undefined {
    const id = nearest(
      simplify(name),
      this.exercises.map((exercise) => exercise.id),
    );
    return this.exercises.find((exercise) => exercise.id === id)?.title;
  }

  /** The exercise's number, counted from 1. */
  numberOf(exercise: Exercise): number {
    return this.exercises.indexOf(exercise) + 1;
  }

  /** The exercise before this one; `undefined` before the first. */
  previous(exercise: Exercise): Exercise | undefined {
    return this.exercises[this.exercises.indexOf(exercise) - 1];
  }

  /** The next exercise after `current` that is not done, starting over at the end; `undefined` if all are done. */
  next(current: string | undefined, isDone: (id: string) => boolean): Exercise | undefined {
    const start = this.exercises.findIndex((exercise) => exercise.id === current) + 1;
    return [...this.exercises.slice(start), ...this.exercises.slice(0, start)].find(({ id }) => !isDone(id));
  }
}

function simplify(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_|_$/g, '');
}
