import { formatTick, niceStep } from './scale.js';
import type { Timeline } from './timeline.js';

/** The shortest time that the full width stands for, ms: a timeline without a duration still needs a scale. */
export const MIN_DURATION_MS = 0.1;

/**
 * A line with ticks and a line with their times, counted from the first mark or span.
 * @param column the column of a time, ms since the run's origin
 */
export function axis(
  { lanes, startMs, endMs }: Timeline,
  columns: number,
  column: (ms: number) => number,
  unicode: boolean,
): string[] {
  const begins = lanes.flatMap(({ marks, spans }) => [
    ...marks.map(({ atMs }) => atMs),
    ...spans.map((span) => span.startMs),
  ]);
  const zero = begins.length === 0 ? startMs : Math.min(...begins);
  const step = niceStep(Math.max(endMs - startMs, MIN_DURATION_MS) / Math.max(3, Math.floor(columns / 12)));
  const [dash, tick] = unicode ? ['─', '┬'] : ['-', '+'];
  const line = Array.from({ length: columns }, () => dash);
  const numbers = Array.from({ length: columns }, () => ' ');
  for (let ms = 0; zero + ms <= endMs; ms += step) {
    const at = column(zero + ms);
    line[at] = tick;
    const text = ms === 0 ? '0 ms' : String(Number(formatTick(ms, step)));
    if (at + text.length <= columns) numbers.splice(at, text.length, ...text);
  }
  return [line, numbers].map((cells) => cells.join(''));
}

/** Milliseconds for a picture: whole ones, or tenths below 10. */
export function formatMs(ms: number): string {
  return ms >= 10 ? String(Math.round(ms)) : String(Math.round(ms * 10) / 10);
}
