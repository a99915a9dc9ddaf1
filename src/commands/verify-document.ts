import type { Exercise } from '../course/exercise.js';
import type { VerifyOutcome } from '../course/verify.js';
import { type Timeline, timelineOf } from '../timeline/timeline.js';

/** What `verify --json` prints: the verdict, every check, what happened on which thread, what the learner's code printed. */
export function verifyDocument(outcome: VerifyOutcome, completed: boolean): object {
  const { mainRun } = outcome;
  const { output, ...verdict } = verdictDocument(outcome, completed);
  return { ...verdict, timeline: mainRun ? flat(timelineOf(mainRun)) : [], output };
}

/** The same where this machine cannot build: no check was made, and `error` says why. */
export function notJudged(exercise: Exercise, error: string, completed: boolean): object {
  const nothing = { durationMs: 0, checks: [], timeline: [], output: { stdout: '', stderr: '' } };
  return { exercise: exercise.id, pass: false, completed, error, ...nothing };
}

/** The same without what happened on which thread. */
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

/** A list of spans in order of time; a moment is a span that ends where it starts. */
function flat({ lanes }: Timeline): FlatSpan[] {
  const spans = lanes.flatMap(({ id, spans, marks, beats }) => [
    ...spans.map(({ name, startMs, endMs }) => flatSpan(id, name, startMs, endMs)),
    // A call is a span already, and its return the end of it.
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
