import type { VerifyBench } from './verify-bench.js';

/** One exercise of the course. Its texts, template and solution lie in folders of the same id. */
export interface Exercise {
  /** Snake case, also the name of its folders: `off_the_js_thread`. */
  readonly id: string;
  /** As the menu shows it: `OFF THE JS THREAD`. */
  readonly title: string;
  /** The ids of its checks in the order of the report. */
  readonly checks: readonly string[];
  /** Judges the submission: settles checks on the bench's list. What it leaves open counts as skipped. */
  verify(bench: VerifyBench): Promise<void>;
}
