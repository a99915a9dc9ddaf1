import { eventsOf, type RunRecord } from './run-record.js';

/** Something that took time, or a moment (with the same start and end), on one lane. Times in ms since the run began. */
export interface Span {
  readonly lane: string;
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** What happened on the JS thread of a run, in the order in which it began. */
export function timelineOf(run: RunRecord): Span[] {
  const returns = new Map(eventsOf(run, 'return').map((event) => [event.id, event.t]));
  const calls = eventsOf(run, 'call').map((call) =>
    span('call', call.t, returns.get(call.id) ?? run.cutOffAt ?? call.t),
  );
  const moments = (['callback', 'beat'] as const).flatMap((kind) =>
    eventsOf(run, kind).map(({ t }) => span(kind, t, t)),
  );
  return [...calls, ...moments].sort((a, b) => a.startMs - b.startMs);
}

function span(name: string, startMs: number, endMs: number): Span {
  const round = (ms: number) => Math.round(ms * 1000) / 1000;
  return { lane: 'js', name, startMs: round(startMs), endMs: round(endMs) };
}
