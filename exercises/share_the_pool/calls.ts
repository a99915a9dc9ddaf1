import { eventsOf, type RunRecord } from '../../src/harness/parent/run-record.js';
import type { WorkSpan } from '../../src/probe/work-spans.js';
import { jsThreads, workSpans } from '../../src/probe/work-spans.js';
import { type Call, callsOf } from '../../src/tasks/delay/calls.js';
import type { ResultsReport } from './params.js';

/** One call of the learner's `checksums` and everything that followed. */
export interface ChecksumsCall extends Call {
  /** The call as JavaScript source. */
  readonly what: string;
  /** How many buffers were passed, and how many of them were not empty. */
  readonly buffers: number;
  readonly full: number;
}

/** All calls of a run, in order. */
export function checksumsCalls(run: RunRecord): ChecksumsCall[] {
  const events = eventsOf(run, 'call');
  return callsOf(run).map((call, index) => {
    const { what, input } = events[index]!;
    return { ...call, what, buffers: Number(input?.buffers ?? 0), full: Number(input?.full ?? 0) };
  });
}

/** The comparisons of all results, in the order of the callbacks. */
export function resultsOf(run: RunRecord): ResultsReport[] {
  return eventsOf(run, 'observation')
    .filter(({ name }) => name === 'results')
    .map(({ value }) => JSON.parse(String(value)));
}

/** The jobs that ran on pool threads, by start time. Empty without the probe. */
export function jobsOf({ trace }: RunRecord): WorkSpan[] {
  if (!trace) return [];
  const js = jsThreads(trace);
  return workSpans(trace).filter(({ kind, thread }) => kind === 'execute' && !js.includes(thread));
}

/** The callbacks after jobs, on JS threads. Empty without the probe. */
export function completesOf({ trace }: RunRecord): WorkSpan[] {
  return trace ? workSpans(trace).filter(({ kind }) => kind === 'complete') : [];
}
