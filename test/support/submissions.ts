import { createHash } from 'node:crypto';
import { cpSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  composeSubmission,
  type Metadata,
  type StoredSubmission,
  storedSubmissions,
} from '../../scripts/submissions/compose.js';
import type { Exercise } from '../../src/course/exercise.js';
import { solutionFolder } from '../../src/course/exercise-texts.js';
import type { ProbeUse } from '../../src/course/verification.js';
import { type VerifyOutcome, verifySubmission } from '../../src/course/verify.js';
import { packageRoot } from '../../src/environment/package-root.js';

// The same from run to run, because a workspace belongs to a folder: what did not change is not compiled again. Outside
// the repository, whose node_modules would be used instead of the lent packages.
const COMPOSED = path.join(
  tmpdir(),
  `learnyounative-submissions-${createHash('sha256').update(packageRoot).digest('hex').slice(0, 8)}`,
);

/** A submission in a folder where it can be verified. */
export interface Submission {
  readonly name: string;
  /** `off_the_js_thread/right/async-worker` */
  readonly id: string;
  /** The whole package, or the description of a machine. */
  readonly folder: string;
}

/** What a check has to report, as in `returns-at-once.late`; a list where undefined behavior leaves a choice. */
export type Situations = string | readonly string[];

/** What `mistake.json` says. */
export interface MistakeMetadata extends Metadata {
  /** The id of the check that has to catch it. */
  readonly check: string;
  readonly situation: Situations;
  /** From that line of Node.js on, another check or situation catches it. */
  readonly newer?: { readonly node: number; readonly check: string; readonly situation?: Situations };
  /** Where a second verify is worthwhile: what catches it without the probe, or `pass` where nothing does. */
  readonly withoutProbe?: string;
  readonly story: string;
}

export interface Mistake extends Submission, Omit<MistakeMetadata, 'newer' | 'situation'> {
  /** Not known where `newer` counts and names none. */
  readonly situation?: Situations;
}

/** The submissions to an exercise that have to pass, composed. */
export function rightSubmissions(exercise: Exercise): Submission[] {
  return storedSubmissions(exercise.id, 'right').map((submission) => composed(exercise, submission));
}

/** The submissions to an exercise that have to fail, composed, with what catches them on this Node.js. */
export function wrongSubmissions(exercise: Exercise): Mistake[] {
  const running = Number.parseInt(process.versions.node, 10);
  return storedSubmissions(exercise.id, 'wrong').map((submission) => {
    const { check, situation, newer, ...rest } = submission.metadata as MistakeMetadata;
    const caught = newer && running >= newer.node ? newer : { check, situation };
    return {
      ...rest,
      ...composed(exercise, submission),
      check: caught.check,
      ...(caught.situation !== undefined && { situation: caught.situation }),
    };
  });
}

/** The exercise's solution or starting files, outside the repository as well. */
export function ownPackage(exercise: Exercise, kind: 'solution' | 'template'): string {
  const folder = path.join(COMPOSED, exercise.id, kind);
  const original =
    kind === 'solution' ? solutionFolder(exercise) : path.join(packageRoot, 'templates', exercise.id);
  rmSync(folder, { recursive: true, force: true });
  cpSync(original, folder, { recursive: true });
  return folder;
}

/**
 * Verifies without starting scenarios ahead: several verifies at once keep the cores busy, and most wrong submissions
 * need few of the runs.
 */
export function verifyFolder(
  exercise: Exercise,
  folder: string,
  probe: ProbeUse = 'use',
): Promise<VerifyOutcome> {
  return verifySubmission({
    exercise,
    folder,
    probe,
    startsAhead: false,
    signal: new AbortController().signal,
  });
}

export interface Verdict {
  readonly id: string;
  readonly situation?: string;
  readonly observed: string;
}

/** `pass`, or the first failed check with its situation and what was observed. */
export function verdictOf({ checks }: Pick<VerifyOutcome, 'checks'>): Verdict {
  const failed = checks.find(({ status }) => status === 'fail');
  if (!failed) return { id: 'pass', observed: '' };
  const { id, situation, observed = '' } = failed;
  return { id, observed, ...(situation !== undefined && { situation }) };
}

function composed(exercise: Exercise, submission: StoredSubmission): Submission {
  const { name, id } = submission;
  if (exercise.needsNoFolder) return { name, id, folder: submission.folder };
  const folder = path.join(COMPOSED, ...id.split('/'));
  composeSubmission(submission, folder);
  return { name, id, folder };
}
