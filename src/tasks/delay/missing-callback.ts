import type { RunRecord } from '../../harness/parent/run-record.js';
import { workSpans } from '../../probe/work-spans.js';
import { type Call, roundMs } from './calls.js';

/** How far the work of a call came whose callback did not: a situation of the check `calls-back-once`. */
export function whyNoCallback(run: RunRecord, call: Call): { situation: string; took: number } | undefined {
  const { trace } = run;
  if (!trace || trace.modules.length === 0) return undefined;
  const since = trace.records.filter(({ t }) => t >= call.calledAt);
  const spans = workSpans(trace).filter(({ startMs }) => startMs >= call.calledAt);
  const work = spans.find(({ kind }) => kind === 'execute');
  const complete = spans.find(({ kind }) => kind === 'complete');
  const end = run.cutOffAt ?? run.events.at(-1)?.t ?? call.calledAt;
  const took = roundMs((work?.endMs ?? end) - (work?.startMs ?? end));
  if (work && work.endMs === undefined) return { situation: 'work-goes-on', took };
  if (complete) return { situation: 'completed-silently', took };
  const created = since.some(({ kind }) => kind === 'work-created');
  const queued = since.some(({ kind }) => kind === 'work-queued');
  if (created && !queued) return { situation: 'not-queued', took };
  if (!created && !since.some(({ kind }) => kind === 'function-called'))
    return { situation: 'no-work', took };
  return undefined;
}
