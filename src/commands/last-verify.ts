import { readFileSync } from 'node:fs';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { VerifyOutcome } from '../course/verify.js';
import { cacheFolder } from '../environment/folders.js';
import { verdictDocument } from './verify-document.js';

/** How much of the build log to keep, from its end, in characters. */
const MAX_LOG_LENGTH = 20_000;

function file(): string {
  return path.join(cacheFolder(), 'last-verify.json');
}

/** Saves the outcome for `bug-report` in the cache folder; does nothing if that cannot be written. */
export function saveLastVerify(outcome: VerifyOutcome, completed: boolean): void {
  const kept = {
    ...verdictDocument(outcome, completed),
    at: new Date().toISOString(),
    buildLog: outcome.buildLog.slice(-MAX_LOG_LENGTH),
  };
  try {
    writeFileAtomic.sync(file(), JSON.stringify(kept, null, 2));
  } catch {
    // A bug report is possible without it.
  }
}

/** The outcome that was saved last, as JSON; `undefined` if there is none. */
export function readLastVerify(): string | undefined {
  try {
    return readFileSync(file(), 'utf8');
  } catch {
    return undefined;
  }
}
