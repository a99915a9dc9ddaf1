/** Composes complete packages from submissions, which are stored as differences from the solution. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../../src/environment/package-root.js';

export type Kind = 'right' | 'wrong';

/** The file with a submission's metadata, which is not part of its package. */
export const METADATA: Readonly<Record<Kind, string>> = {
  right: 'submission.json',
  wrong: 'mistake.json',
};

/** A submission as it is stored: the files that differ from the solution, and its metadata. */
export interface StoredSubmission {
  /** For example, `off_the_js_thread/wrong/endless-work`. */
  readonly id: string;
  readonly name: string;
  readonly kind: Kind;
  readonly folder: string;
  readonly metadata: Metadata;
}

export interface Metadata {
  /** The files of the solution that the package omits, with `/`. */
  readonly without?: readonly string[];
}

/** The submissions of one kind to an exercise, sorted by name. */
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
 * Finds a submission by its ID, such as `off_the_js_thread/wrong/endless-work`.
 * @throws {Error} when it does not exist; the message lists the available names
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

/** The folder of the solution that the submission differs from. */
export function solutionOf({ id }: Pick<StoredSubmission, 'id'>): string {
  return path.join(packageRoot, 'exercises', id.split('/')[0]!, 'solution');
}

/**
 * Writes the complete package to `target`: the solution with the submission's files added or replaced, and without the
 * files that the submission omits. Unchanged files are not touched, so that the next build of the package is
 * incremental.
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
  // Also removes folders that are no longer needed.
  if (filesIn(target).some((file) => !sources.has(file))) rmSync(target, { recursive: true });
  for (const [file, source] of sources) {
    const destination = path.join(target, file);
    if (sameFile(source, destination)) continue;
    mkdirSync(path.dirname(destination), { recursive: true });
    copyFileSync(source, destination);
  }
}

/** The files that a submission adds to the solution or replaces, with `/`. */
export function changedFiles({ folder, kind }: StoredSubmission): string[] {
  return filesIn(folder).filter((file) => file !== METADATA[kind]);
}

/** All files in a folder and its subfolders, with `/`; none if the folder does not exist. */
export function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .sort();
}

/** Whether two files have the same content and executable bit, as Git compares them. The second may not exist. */
export function sameFile(first: string, second: string): boolean {
  return (
    existsSync(second) &&
    isExecutable(first) === isExecutable(second) &&
    readFileSync(first).equals(readFileSync(second))
  );
}

function isExecutable(file: string): boolean {
  return (statSync(file).mode & 0o100) !== 0;
}

function metadataIn(folder: string, kind: Kind): Metadata {
  const file = path.join(folder, METADATA[kind]);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}
