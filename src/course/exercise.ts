import type { Wording } from '../report/render.js';
import type { Task } from './task.js';

/** A task of any kind. */
// biome-ignore lint/suspicious/noExplicitAny: the types of params and scenarios matter only inside a task.
export type AnyTask = Task<any, any, any>;

/** One exercise of the course. The folders with its texts, template and solution are named after its id. */
export interface Exercise {
  /** In snake case, and also the name of its folders: `off_the_js_thread`. */
  readonly id: string;
  /** The title in the menu: `OFF THE JS THREAD`. */
  readonly title: string;
  /** The functions that the learner's package has to export. */
  readonly functions: readonly string[];
  /** The kind of task, if several exercises share it. The report uses the texts of this kind. */
  readonly kind?: string;
  /** The exercise is about the machine only: there is no folder to verify, and there are no starter files. */
  readonly needsNoFolder?: boolean;
  /** The learner's package has no JavaScript that `run` could run. */
  readonly hasNoMain?: boolean;
  /** Loads the task. Lazy, because every command loads the list of exercises but few need a task. */
  loadTask(): Promise<AnyTask>;
}

/** The ids of the exercise's checks, in the order of the report. */
export async function checkIdsOf(exercise: Exercise): Promise<string[]> {
  return (await exercise.loadTask()).checks.map(({ id }) => id);
}

/** Selects the texts of checks for this exercise. */
export function wordingOf({ id, kind, functions }: Exercise): Wording {
  const contexts = kind === undefined ? [id] : [id, kind];
  return { contexts, values: { functions: functions.join(', '), name: functions[0] ?? '' } };
}
