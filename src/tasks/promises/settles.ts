/** Judges whether promises are settled, and explains those that stay pending from the probe's records. */
import { readFileSync } from 'node:fs';
import { endingOf, type RunRecord } from '../../harness/parent/run-record.js';
import { sourcePlace } from '../../probe/source-place.js';
import { recordsOf, type Trace } from '../../probe/trace.js';
import { workSpans } from '../../probe/work-spans.js';
import { failedCall } from '../../probe/wrong-calls.js';
import { type Finding, finding, type Verdict } from '../../report/finding.js';
import type { SituationOfCheck } from '../../report/situation.js';
import type { SourceFile } from '../../submission/source-tree.js';
import { deferredsOf, type PromiseCall, settlementOf } from './promise-calls.js';

/** Judges that the promise of every call is settled. @param calls some or all of the run's */
export function settles(
  run: RunRecord,
  calls: readonly PromiseCall[],
  packageFolder: string,
  files: readonly SourceFile[],
): Verdict {
  const pending = calls.find(({ returned, settled }) => returned?.promise !== undefined && !settled);
  return pending && whyPending(run, pending, packageFolder, files);
}

function whyPending(
  run: RunRecord,
  call: PromiseCall,
  packageFolder: string,
  files: readonly SourceFile[],
): Finding {
  const { trace } = run;
  const cutOff = endingOf(run).kind === 'cut-off';
  const values = { call: call.text };
  const unknown = finding(`settles.${cutOff ? 'still-pending' : 'never'}`, values);
  if (!trace || trace.modules.length === 0) return unknown;
  const deferreds = deferredsOf(run, call);
  const [created] = deferreds;
  if (!created) return finding('settles.not-the-add-ons', values);
  const where = sourcePlace(created.stack, packageFolder)?.where;
  // The promise that this deferred belongs to is not the one that was returned.
  const settled = deferreds.find(({ deferred }) => settlementOf(run, deferred));
  if (settled)
    return finding('settles.another-promise', values, sourcePlace(settled.stack, packageFolder)?.where);
  // For a bad argument, a call may fail on purpose: this is how C checks a type.
  const failed = call.call.kind === 'bad' ? undefined : failedCall(trace, call.calledAt);
  if (failed) {
    const { functionName, status, stack } = failed;
    const place = sourcePlace(stack, packageFolder)?.where;
    return finding('settles.for-status', { ...values, functionName, status }, place ?? where);
  }
  const situation = pathTaken(trace, call);
  if (situation === undefined) return { ...unknown, ...(where !== undefined && { where }) };
  if (situation === 'no-work' && call.call.kind === 'bad')
    return finding('settles.bad-argument', values, where);
  if (situation === 'completed-silently')
    return namesMethod(finding('settles.completed-silently', values, where), call, files);
  return finding(`settles.${situation}`, values, where);
}

/** How far the work of a call got whose deferred was never settled. */
function pathTaken(trace: Trace, { calledAt }: PromiseCall): SituationOfCheck<'settles'> | undefined {
  const since = (kind: 'work-created' | 'work-queued' | 'function-called' | 'thread-created') =>
    recordsOf(trace, kind).some(({ t }) => t >= calledAt);
  const spans = workSpans(trace).filter(({ startMs }) => startMs >= calledAt);
  const execute = spans.find(({ kind }) => kind === 'execute');
  if (execute && execute.endMs === undefined) return 'work-goes-on';
  if (spans.some(({ kind }) => kind === 'complete')) return 'completed-silently';
  if (since('work-created') && !since('work-queued') && !execute) return 'not-queued';
  if (execute) return 'no-complete';
  return since('function-called') || since('thread-created') ? undefined : 'no-work';
}

const CPP = /\.(?:cc|cpp|cxx|c\+\+|h|hh|hpp|hxx)$/;

/** Names the method of Napi::AsyncWorker that is not overridden, if the sources show which. */
function namesMethod(found: Finding, { call }: PromiseCall, files: readonly SourceFile[]): Finding {
  const text = files
    .filter(({ relative }) => CPP.test(relative))
    .map(({ absolute }) => readFileSync(absolute, 'utf8').replace(/^\s*\/\/.*$/gm, ''))
    .join('\n');
  if (!/\bAsync(?:Progress(?:Queue)?)?Worker\b/.test(text)) return found;
  // With other parameters, or another name, it is a different method.
  const overrides = (name: string, parameters: string) =>
    new RegExp(`\\bvoid\\s+(?:\\w+::)*${name}\\s*\\(${parameters}\\)`).test(text);
  // The work reports a bad argument as a failure, and a root as a success.
  const fails = call.kind === 'bad' && /\bSetError\s*\(|\bthrow\b/.test(text);
  if (fails)
    return overrides('OnError', '[^)]*\\bError\\b[^)]*&[^)]*')
      ? found
      : { ...found, situation: 'settles.no-on-error' };
  return overrides('OnOK', '\\s*(?:void)?\\s*') ? found : { ...found, situation: 'settles.no-on-ok' };
}
