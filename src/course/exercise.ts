import type { Wording } from '../report/render.js';
import type { Task } from './task.js';

/** A task of whatever kind: its params and scenarios are its own business. */
// biome-ignore lint/suspicious/noExplicitAny: the types of params and scenarios only matter inside a task.
export type AnyTask = Task<any, any, any>;

/** One exercise of the course. Its texts, template and solution lie in folders of the same id. */
export interface Exercise {
  /** Snake case, also the name of its folders: `off_the_js_thread`. */
  readonly id: string;
  /** As the menu shows it: `OFF THE JS THREAD`. */
  readonly title: string;
  /** What the learner's package has to export. */
  readonly functions: readonly string[];
  /** The kind of task that several exercises share; its wording is used in the report. */
  readonly kind?: string;
  /** An exercise about the machine alone has no folder to verify, and nothing to start from. */
  readonly needsNoFolder?: boolean;
  /** The learner's package has no JavaScript that could be run. */
  readonly hasNoMain?: boolean;
  /** What is asked of a submission. Loaded only when it is needed: every command starts with the list of exercises. */
  loadTask(): Promise<AnyTask>;
}

/** The ids of the exercise's checks in the order of the report. */
export async function checkIdsOf(exercise: Exercise): Promise<string[]> {
  return (await exercise.loadTask()).checks.map(({ id }) => id);
}

/** What fits the texts of checks to this exercise. */
export function wordingOf({ id, kind, functions }: Exercise): Wording {
  const contexts = kind === undefined ? [id] : [id, kind];
  return { contexts, values: { functions: functions.join(', '), name: functions[0] ?? '' } };
}
