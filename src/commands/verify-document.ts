import type { Exercise } from '../course/exercise.js';
import type { VerifyOutcome } from '../course/verify.js';
import { type Timeline, timelineOf } from '../timeline/timeline.js';

/** What `verify --json` prints: the verdict, every check, the timeline, and the output of the learner's code. */
export function verifyDocument(outcome: VerifyOutcome, completed: boolean): object {
  const { mainRun } = outcome;
  const { output, ...verdict } = verdictDocument(outcome, completed);
  return { ...verdict, timeline: mainRun ? flattened(timelineOf(mainRun)) : [], output };
}

/** The same if this machine cannot build: without checks, and with the reason in `error`. */
export function unverifiedDocument(exercise: Exercise, error: string, completed: boolean): object {
  const nothing = { durationMs: 0, checks: [], timeline: [], output: { stdout: '', stderr: '' } };
  return { exercise: exercise.id, pass: false, completed, error, ...nothing };
}

/** The same without the timeline. */
export function verdictDocument(outcome: VerifyOutcome, completed: boolean) {
  const { exercise, pass, durationMs, checks, mainRun } = outcome;
  return {
    exercise: exercise.id,
    pass,
    durationMs: Math.round(durationMs),
    completed,
    checks,
    output: { stdout: mainRun?.stdout ?? '', stderr: mainRun?.stderr ?? '' },
  };
}

interface FlatSpan {
  readonly lane: string;
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** All spans and marks, by start time; a mark becomes a span of zero length. */
function flattened({ lanes }: Timeline): FlatSpan[] {
  const spans = lanes.flatMap(({ id, spans, marks, beats }) => [
    ...spans.map(({ name, startMs, endMs }) => flatSpan(id, name, startMs, endMs)),
    // A call and its return are the ends of a span.
    ...marks
      .filter(({ name }) => name !== 'call' && name !== 'return')
      .map(({ name, atMs }) => flatSpan(id, name, atMs, atMs)),
    ...beats.map((ms) => flatSpan(id, 'beat', ms, ms)),
  ]);
  return spans.sort((a, b) => a.startMs - b.startMs);
}

function flatSpan(lane: string, name: string, startMs: number, endMs: number): FlatSpan {
  const toMicroseconds = (ms: number) => Math.round(ms * 1000) / 1000;
  return { lane, name, startMs: toMicroseconds(startMs), endMs: toMicroseconds(endMs) };
}
