import { isWorkLog, type WorkLog } from './work-log.js';

/** The content of progress.json. Unknown fields, which a newer version may have written, are preserved. */
export interface ProgressState {
  version: number;
  current: string | null;
  completed: string[];
  /** The number of hints shown, by exercise id. */
  hints?: Record<string, number>;
  /** The folder that passed last, by exercise id. */
  folders?: Record<string, string>;
  /** The work on each exercise, by exercise id. */
  work?: Record<string, WorkLog>;
  [unknown: string]: unknown;
}

export function emptyState(): ProgressState {
  return { version: 1, current: null, completed: [] };
}

/** Whether a parsed value is a valid state. The file is user-editable, so every field is checked. */
export function isState(value: unknown): value is ProgressState {
  if (typeof value !== 'object' || value === null) return false;
  const { version, current, completed, hints, folders, work } = value as Partial<
    Record<keyof ProgressState, unknown>
  >;
  return (
    typeof version === 'number' &&
    (current === null || typeof current === 'string') &&
    Array.isArray(completed) &&
    completed.every(isText) &&
    isRecordOf((one) => typeof one === 'number', hints) &&
    isRecordOf(isText, folders) &&
    isRecordOf(isWorkLog, work)
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** Whether `value` is absent, or an object whose values all satisfy `isEntry`. */
function isRecordOf(isEntry: (value: unknown) => boolean, value: unknown): boolean {
  if (value === undefined) return true;
  return typeof value === 'object' && value !== null && Object.values(value).every(isEntry);
}
