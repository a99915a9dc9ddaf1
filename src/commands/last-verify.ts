import { readFileSync } from 'node:fs';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { VerifyOutcome } from '../course/verify.js';
import { cacheFolder } from '../environment/folders.js';
import { verdictDocument } from './verify-document.js';

/** Of a build's log, the end is what tells, characters. */
const KEPT_LOG = 20_000;

function file(): string {
  return path.join(cacheFolder(), 'last-verify.json');
}

/** Keeps a verify for `bug-report`, until the next one. A cache that cannot be written keeps nothing. */
export function keepLastVerify(outcome: VerifyOutcome, completed: boolean): void {
  const kept = {
    ...verdictDocument(outcome, completed),
    at: new Date().toISOString(),
    buildLog: outcome.buildLog.slice(-KEPT_LOG),
  };
  try {
    writeFileAtomic.sync(file(), JSON.stringify(kept, null, 2));
  } catch {
    // It is only for a report that may never be written.
  }
}

/** The verify that was kept last, as it was written. */
export function lastVerify(): string | undefined {
  try {
    return readFileSync(file(), 'utf8');
  } catch {
    return undefined;
  }
}
