import type { Words } from '../report/checklist.js';
import type { VerifyBench } from './verify-bench.js';

/** The checks of `buildSubmission`, which come before any of the learner's code runs. */
export const BUILD_CHECKS = ['package-json', 'binding-gyp', 'builds'] as const;

/** One exercise of the course. Its texts, template and solution lie in folders of the same id. */
export interface Exercise {
  /** Snake case, also the name of its folders: `off_the_js_thread`. */
  readonly id: string;
  /** As the menu shows it: `OFF THE JS THREAD`. */
  readonly title: string;
  /** What the learner's package has to export. */
  readonly functions: readonly string[];
  /** The kind of task, where several exercises share what judges them; its words are used in the report. */
  readonly task?: 'delay' | 'values';
  /** An exercise about the machine alone has no folder to verify, and nothing to start from. */
  readonly needsNoFolder?: boolean;
  /** The learner's package has no JavaScript that could be run. */
  readonly hasNoMain?: boolean;
  /** The ids of its checks in the order of the report. */
  readonly checks: readonly string[];
  /**
   * Judges the submission (its code is loaded only now: every command starts with the list of exercises). Settles
   * checks on the bench's list. What it leaves open counts as skipped.
   */
  verify(bench: VerifyBench): Promise<void>;
}

/** What fits the texts of checks to this exercise. */
export function wordsOf({ id, task, functions }: Exercise): Words {
  const contexts = task === undefined ? [id] : [id, task];
  return { contexts, values: { functions: functions.join(', '), name: functions[0] ?? '' } };
}
