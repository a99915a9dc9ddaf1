/** The visible part of a timeline. */
import { niceStep } from '../../../timeline/scale.js';

/** Times in ms since the program's start. */
export interface View {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Nothing shorter can be seen: the probe's clock has no finer steps that mean anything. */
const SHORTEST_MS = 0.001;
/** So much of the whole is empty on both sides, so that nothing is drawn onto the edge. */
const MARGIN = 0.02;

/** The view that shows everything. */
export function wholeView(startMs: number, endMs: number): View {
  const margin = Math.max(endMs - startMs, 0.1) * MARGIN;
  return { fromMs: startMs - margin, toMs: endMs + margin };
}

/**
 * Zooms around a time, within the whole.
 * @param factor 2 shows half of what was visible
 */
export function zoomed(view: View, whole: View, factor: number, aroundMs = middleOf(view)): View {
  const length = Math.max(lengthOf(view) / factor, SHORTEST_MS);
  const share = (aroundMs - view.fromMs) / lengthOf(view);
  return within({ fromMs: aroundMs - share * length, toMs: aroundMs + (1 - share) * length }, whole);
}

/** Moves by a share of what is visible, within the whole. */
export function moved(view: View, whole: View, share: number): View {
  const by = share * lengthOf(view);
  return within({ fromMs: view.fromMs + by, toMs: view.toMs + by }, whole);
}

/** A view of this length around a time, within the whole. */
export function centred(atMs: number, lengthMs: number, whole: View): View {
  const half = Math.max(lengthMs, SHORTEST_MS) / 2;
  return within({ fromMs: atMs - half, toMs: atMs + half }, whole);
}

export function lengthOf({ fromMs, toMs }: View): number {
  return toMs - fromMs;
}

export function middleOf({ fromMs, toMs }: View): number {
  return (fromMs + toMs) / 2;
}

function within({ fromMs, toMs }: View, whole: View): View {
  const length = Math.min(toMs - fromMs, lengthOf(whole));
  const from = Math.min(Math.max(fromMs, whole.fromMs), whole.toMs - length);
  return { fromMs: from, toMs: from + length };
}

/** The times of an axis, at most so many. */
export function ticks(view: View, most: number): number[] {
  const step = niceStep(lengthOf(view) / Math.max(most, 1));
  const first = Math.ceil(view.fromMs / step);
  const last = Math.floor(view.toMs / step);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}

/** Milliseconds to read: with fewer decimals, the more there are. */
export function formatMs(ms: number): string {
  const decimals = Math.abs(ms) >= 1000 ? 1 : Math.abs(ms) >= 100 ? 2 : 3;
  return String(Number(ms.toFixed(decimals)));
}

/** Milliseconds to compare: to the microsecond. */
export function formatExactMs(ms: number): string {
  return String(Number(ms.toFixed(3)));
}

const ZOOM = 1.6;
const STEP = 0.2;

/** The view after what a key or button does; `undefined` if that is something else. */
export function viewAfter(action: string, view: View, whole: View): View | undefined {
  const toTheEnd = lengthOf(whole) / lengthOf(view);
  switch (action) {
    case 'in':
      return zoomed(view, whole, ZOOM);
    case 'out':
      return zoomed(view, whole, 1 / ZOOM);
    case 'earlier':
      return moved(view, whole, -STEP);
    case 'later':
      return moved(view, whole, STEP);
    case 'first':
      return moved(view, whole, -toTheEnd);
    case 'last':
      return moved(view, whole, toTheEnd);
    case 'whole':
      return whole;
    default:
      return undefined;
  }
}
