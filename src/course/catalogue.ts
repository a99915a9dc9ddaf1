import { nearest } from '../texts/nearest.js';
import type { Exercise } from './exercise.js';

/** The course: its exercises in order, and the ways to name one. */
export class Catalogue {
  readonly exercises: readonly Exercise[];

  constructor(exercises: readonly Exercise[]) {
    this.exercises = exercises;
  }

  /**
   * The exercise that a person names by its id, its title in any letter case and with any signs between the
   * words, or its number as it is shown to them: 1 is the first.
   */
  find(name: string): Exercise | undefined {
    const wanted = simplify(name);
    if (/^\d+$/.test(name.trim())) return this.exercises[Number(name) - 1];
    return this.exercises.find((exercise) => exercise.id === wanted || simplify(exercise.title) === wanted);
  }

  /** The title of the exercise that an unknown name was most likely meant for. */
  suggest(name: string): string | undefined {
    const id = nearest(
      simplify(name),
      this.exercises.map((exercise) => exercise.id),
    );
    return this.exercises.find((exercise) => exercise.id === id)?.title;
  }

  /** As people count: from 1. */
  numberOf(exercise: Exercise): number {
    return this.exercises.indexOf(exercise) + 1;
  }

  /** The first exercise not done yet after the current one, going round to the start; none when all are done. */
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
