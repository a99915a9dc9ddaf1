import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Exercise } from '../../src/course/exercise.js';
import { type VerifyOutcome, verifySubmission } from '../../src/course/verify.js';
import type { ProbeUse } from '../../src/course/verify-bench.js';
import { packageRoot } from '../../src/environment/package-root.js';

export interface Mistake {
  readonly name: string;
  readonly folder: string;
  /** The id of the check that has to catch it. */
  readonly check: string;
  /** From that line of Node.js on, another check catches it: what was refused before does something there. */
  readonly newer?: { readonly node: number; readonly check: string };
  /** Where it is worth a second verify: what catches it where there is no probe, or `pass` where nothing does. */
  readonly withoutProbe?: string;
  readonly story: string;
}

export function rightSubmissions(exercise: Exercise): { name: string; folder: string }[] {
  return foldersIn(exercise, 'right');
}

export function wrongSubmissions(exercise: Exercise): Mistake[] {
  return foldersIn(exercise, 'wrong').map(({ name, folder }) => {
    const mistake = JSON.parse(readFileSync(path.join(folder, 'mistake.json'), 'utf8')) as Mistake;
    const isNewer =
      mistake.newer !== undefined && Number.parseInt(process.versions.node, 10) >= mistake.newer.node;
    return { ...mistake, name, folder, ...(isNewer && { check: mistake.newer.check }) };
  });
}

export function verifyFolder(
  exercise: Exercise,
  folder: string,
  probe: ProbeUse = 'use',
): Promise<VerifyOutcome> {
  return verifySubmission({ exercise, folder, probe, signal: new AbortController().signal });
}

/** `pass`, or the first failed check with what was observed. */
export function verdictOf({ checks }: Pick<VerifyOutcome, 'checks'>): { id: string; observed: string } {
  const failed = checks.find(({ status }) => status === 'fail');
  return failed ? { id: failed.id, observed: failed.observed ?? '' } : { id: 'pass', observed: '' };
}

function foldersIn(exercise: Exercise, kind: 'right' | 'wrong'): { name: string; folder: string }[] {
  const parent = path.join(packageRoot, 'exercises', exercise.id, 'submissions', kind);
  if (!existsSync(parent)) return [];
  return readdirSync(parent).map((name) => ({ name, folder: path.join(parent, name) }));
}
