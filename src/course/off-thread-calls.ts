/** The check that Node-API is called only on the thread of its environment. */
import { crashCause } from '../harness/parent/crash-cause.js';
import type { RunRecord } from '../harness/parent/run-record.js';
import { displayName, sourcePlace } from '../probe/source-place.js';
import { recordsOf } from '../probe/trace.js';
import { finding, type Verdict } from '../report/finding.js';
import { sourceLine } from '../submission/source-line.js';
import { firstIn, type PackageCheck } from './package-checks.js';
import { noRecords } from './probe-records.js';
import type { Check } from './task.js';

/** @param scenarios in the order in which they are judged */
export function offThreadCheck<S extends string>(...scenarios: readonly S[]): Check<unknown, S> {
  return {
    id: 'no-v8-off-thread',
    needs: 'probe',
    showsThreads: true,
    judge: (runs, { packageFolder }) =>
      firstIn(runs, scenarios, (run) => noV8OffThread(run, packageFolder) ?? noRecords(run)),
  };
}

export const OFF_THREAD_CHECK: PackageCheck = offThreadCheck('ownPackage', 'addonAlone');

/** Whoever calls Node-API does so on the thread of its environment. */
export function noV8OffThread(run: RunRecord, packageFolder: string): Verdict {
  const cause = crashCause(run);
  if (cause?.kind !== 'off-thread-call') return undefined;
  const { functionName, thread, ownerThread, stack } = cause.call;
  const called = sourcePlace(stack, packageFolder);
  const where = called?.where;
  const within = called && displayName(called.function);
  const place =
    within === undefined ? '' : { text: 'check.no-v8-off-thread.in-function', values: { within } };
  const code = where === undefined ? undefined : sourceLine(packageFolder, where);
  const excerpt = code === undefined ? '' : `\n${code}`;
  // A thread that has an environment of its own is a JS thread, too.
  const hasOwn = recordsOf(run.trace!, 'environment').some((record) => record.thread === thread);
  const key = hasOwn ? 'other-environment' : 'called';
  return finding(`no-v8-off-thread.${key}`, { functionName, thread, ownerThread, place, excerpt }, where);
}
