/** What is kept of the work on one exercise. Nothing of it ever leaves the machine. */
export interface WorkLog {
  /** How often it was verified. */
  readonly verifies: number;
  /** Time spent on it, in seconds: between two commands for it that are no more than `LONGEST_PAUSE_MS` apart. */
  readonly seconds: number;
  /** When a command for it was last called, ms since 1970. */
  readonly at: number;
  /** The check that failed last, and how often in a row. */
  readonly failing?: { readonly check: string; readonly times: number };
}

/** After a longer pause, the learner was elsewhere, ms. */
const LONGEST_PAUSE_MS = 30 * 60_000;

/** A command was called for the exercise. */
export function touched(log: WorkLog | undefined, now: number): WorkLog {
  const pause = log ? now - log.at : 0;
  const worked = pause > 0 && pause <= LONGEST_PAUSE_MS ? pause / 1000 : 0;
  return { verifies: 0, ...log, seconds: Math.round((log?.seconds ?? 0) + worked), at: now };
}

/** It was verified. @param failedCheck the first check that failed; none when it passed */
export function verified(log: WorkLog | undefined, now: number, failedCheck: string | undefined): WorkLog {
  const { failing, ...before } = touched(log, now);
  const counted = { ...before, verifies: before.verifies + 1 };
  if (failedCheck === undefined) return counted;
  const times = failing?.check === failedCheck ? failing.times + 1 : 1;
  return { ...counted, failing: { check: failedCheck, times } };
}

/** Whether this can be a log: it is read from a file that anybody may edit. */
export function isWorkLog(value: unknown): value is WorkLog {
  if (typeof value !== 'object' || value === null) return false;
  const { verifies, seconds, at, failing } = value as Partial<Record<keyof WorkLog, unknown>>;
  const numbers = [verifies, seconds, at].every((one) => typeof one === 'number' && Number.isFinite(one));
  return numbers && (failing === undefined || isFailing(failing));
}

function isFailing(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { check, times } = value as { check?: unknown; times?: unknown };
  return typeof check === 'string' && typeof times === 'number';
}
