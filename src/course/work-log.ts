/** A log of the work on one exercise. It never leaves the machine. */
export interface WorkLog {
  /** How many times it was verified. */
  readonly verifies: number;
  /** Time spent on it, s: the time between consecutive commands that are at most `MAX_PAUSE_MS` apart. */
  readonly seconds: number;
  /** The time of the last command for it, ms since the Unix epoch. */
  readonly at: number;
  /** The check that failed last, and how many times in a row. */
  readonly failing?: { readonly check: string; readonly times: number };
}

/** A longer pause does not count as work, ms. */
const MAX_PAUSE_MS = 30 * 60_000;

/** The log after another command for the exercise. @param now ms since the Unix epoch */
export function touched(log: WorkLog | undefined, now: number): WorkLog {
  const pause = log ? now - log.at : 0;
  const worked = pause > 0 && pause <= MAX_PAUSE_MS ? pause / 1000 : 0;
  return { verifies: 0, ...log, seconds: Math.round((log?.seconds ?? 0) + worked), at: now };
}

/**
 * The log after another verify.
 * @param now ms since the Unix epoch
 * @param failedCheck the first check that failed; `undefined` if it passed
 */
export function verified(log: WorkLog | undefined, now: number, failedCheck: string | undefined): WorkLog {
  const { failing, ...before } = touched(log, now);
  const counted = { ...before, verifies: before.verifies + 1 };
  if (failedCheck === undefined) return counted;
  const times = failing?.check === failedCheck ? failing.times + 1 : 1;
  return { ...counted, failing: { check: failedCheck, times } };
}

/** Whether a parsed value is a valid log. The file is user-editable, so every field is checked. */
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
