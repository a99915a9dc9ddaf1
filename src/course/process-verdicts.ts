/** Verdicts on the process that ran the learner's code, the same in every exercise. Each returns what is wrong. */
import { demangle } from '../harness/parent/demangle.js';
import { describeEnding } from '../harness/parent/describe-ending.js';
import { endingOf, eventsOf, isDone, type RunRecord } from '../harness/parent/run-record.js';
import type { Failure } from '../report/check.js';
import { t } from '../texts/translate.js';

/** What was thrown while the package or the add-on was loaded. */
export function loadFailure(run: RunRecord): Failure | undefined {
  const failed = eventsOf(run, 'load-failed')[0];
  if (!failed) return undefined;
  const observed = t('check.loads.failed', { message: demangle(failed.message) });
  return { observed, ...(failed.where !== undefined && { where: failed.where }) };
}

/** The process was gone before its work was done. */
export function crash(run: RunRecord): Failure | undefined {
  const ending = endingOf(run);
  const early =
    (ending.kind === 'crashed' && !ending.afterExit) ||
    ending.kind === 'vanished' ||
    ending.kind === 'threw' ||
    (ending.kind === 'exited' && !isDone(run));
  if (!early) return undefined;
  const where = eventsOf(run, 'thrown')[0]?.where;
  return { observed: describeEnding(run) ?? '', ...(where !== undefined && { where }) };
}

/** Something kept the process alive when all was done. */
export function processEnds(run: RunRecord): Failure | undefined {
  return endingOf(run).kind === 'cut-off' ? { observed: t('check.process-ends.alive') } : undefined;
}

/** It ended by itself, but not as it should. */
export function exitsCleanly(run: RunRecord): Failure | undefined {
  const ending = endingOf(run);
  if (ending.kind === 'drained' && ending.code === 0) return undefined;
  if ('code' in ending && ending.kind !== 'vanished')
    return { observed: t('check.exits-cleanly.code', { code: ending.code }) };
  return { observed: describeEnding(run) ?? '' };
}
