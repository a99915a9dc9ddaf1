import { isWorkLog, type WorkLog } from './work-log.js';

/** The content of progress.json. Fields that this version does not know are kept as they are. */
export interface ProgressState {
  version: number;
  current: string | null;
  completed: string[];
  /** How many hints were shown, by exercise. */
  hints?: Record<string, number>;
  /** In which folder it passed last, by exercise. */
  folders?: Record<string, string>;
  /** What was done for it, by exercise. */
  work?: Record<string, WorkLog>;
  [unknown: string]: unknown;
}

export function emptyState(): ProgressState {
  return { version: 1, current: null, completed: [] };
}

/** Whether this can be progress: it is read from a file that anybody may edit. */
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

/** Left out is as good as there. */
function isRecordOf(isEntry: (value: unknown) => boolean, value: unknown): boolean {
  if (value === undefined) return true;
  return typeof value === 'object' && value !== null && Object.values(value).every(isEntry);
}
