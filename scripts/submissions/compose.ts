/** Submissions are stored as their differences from the solution; here they become whole packages. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../../src/environment/package-root.js';

export type Kind = 'right' | 'wrong';

/** What is written down about a submission, and not part of its package. */
export const METADATA: Readonly<Record<Kind, string>> = {
  right: 'submission.json',
  wrong: 'mistake.json',
};

/** A submission as it is stored: the files that differ from the solution, and its metadata. */
export interface StoredSubmission {
  /** `off_the_js_thread/wrong/endless-work` */
  readonly id: string;
  readonly name: string;
  readonly kind: Kind;
  readonly folder: string;
  readonly metadata: Metadata;
}

export interface Metadata {
  /** The files of the solution that the package does not have, with `/`. */
  readonly without?: readonly string[];
}

/** The submissions of one kind to an exercise, by name. */
export function storedSubmissions(exerciseId: string, kind: Kind): StoredSubmission[] {
  const parent = path.join(packageRoot, 'exercises', exerciseId, 'submissions', kind);
  if (!existsSync(parent)) return [];
  return readdirSync(parent)
    .sort()
    .map((name) => {
      const folder = path.join(parent, name);
      return { id: `${exerciseId}/${kind}/${name}`, name, kind, folder, metadata: metadataIn(folder, kind) };
    });
}

/**
 * Finds a submission by its id, as in `off_the_js_thread/wrong/endless-work`.
 * @throws {Error} when there is none, with what there is instead
 */
export function findSubmission(id: string): StoredSubmission {
  const [exerciseId = '', kind = '', ...rest] = id.split('/');
  if ((kind !== 'right' && kind !== 'wrong') || rest.length !== 1) {
    throw new Error(`"${id}" isn't a submission. Name one as in off_the_js_thread/wrong/endless-work.`);
  }
  const all = storedSubmissions(exerciseId, kind);
  if (all.length === 0) throw new Error(`exercises/${exerciseId}/submissions/${kind} does not exist.`);
  const found = all.find((submission) => submission.id === id);
  if (found) return found;
  const names = all.map(({ name }) => name).join(', ');
  throw new Error(`There is no submission ${id}. exercises/${exerciseId}/submissions/${kind} has: ${names}.`);
}

/** The folder of the official solution, which a submission is compared with. */
export function solutionOf({ id }: Pick<StoredSubmission, 'id'>): string {
  return path.join(packageRoot, 'exercises', id.split('/')[0]!, 'solution');
}

/**
 * Makes `target` the whole package: the solution, with the submission's files in place of its own and without those
 * that the submission leaves out. Files that are already as they should be are not touched, so that the next build
 * in a workspace of this folder is incremental.
 * @throws {Error} when the submission describes a machine instead of a package
 */
export function composeSubmission(submission: StoredSubmission, target: string): void {
  const solution = solutionOf(submission);
  if (!existsSync(solution)) throw new Error(`${submission.id} describes a machine. It isn't a package.`);
  const without = new Set(submission.metadata.without);
  const sources = new Map([
    ...filesIn(solution)
      .filter((file) => !without.has(file))
      .map((file) => [file, path.join(solution, file)] as const),
    ...changedFiles(submission).map((file) => [file, path.join(submission.folder, file)] as const),
  ]);
  // The easy way to be rid of folders that are no longer needed, too.
  if (filesIn(target).some((file) => !sources.has(file))) rmSync(target, { recursive: true });
  for (const [file, source] of sources) {
    const destination = path.join(target, file);
    if (sameFile(source, destination)) continue;
    mkdirSync(path.dirname(destination), { recursive: true });
    copyFileSync(source, destination);
  }
}

/** The files of a submission that its package has in place of the solution's or beside them, with `/`. */
export function changedFiles({ folder, kind }: StoredSubmission): string[] {
  return filesIn(folder).filter((file) => file !== METADATA[kind]);
}

/** All files in a folder and below it, with `/`; none where there is no such folder. */
export function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .sort();
}

/** Whether two files have the same content, and both are executable or neither is: what Git compares. */
export function sameFile(one: string, other: string): boolean {
  return (
    existsSync(other) &&
    isExecutable(one) === isExecutable(other) &&
    readFileSync(one).equals(readFileSync(other))
  );
}

function isExecutable(file: string): boolean {
  return (statSync(file).mode & 0o100) !== 0;
}

function metadataIn(folder: string, kind: Kind): Metadata {
  const file = path.join(folder, METADATA[kind]);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}
