/**
 * What the two sides of the harness say to each other. They speak over a pipe of their own (file descriptor 3), a line
 * a message. Each line of the child's starts with the secret of this run, which the learner's code never sees.
 */

/** The first line that the child reads. */
export interface Plan {
  readonly secret: string;
  /** Zero of all times in events: a value of `process.hrtime.bigint()`, the same clock in both processes. */
  readonly originNs: string;
  readonly packageFolder: string;
  readonly addonFile: string;
  /** The compiled module that exports `scenarios`. */
  readonly scenarioModule: string;
  readonly scenario: string;
  readonly params: unknown;
  /** Where standard output goes, when it is a file: what it holds tells what was written by now. */
  readonly stdoutFile?: string;
}

/** A value of the learner's, as far as it can be told in a message. */
export interface ValueReport {
  /** As `typeof` has it, but `null` for `null`. */
  readonly type: string;
  /** As people would write it, shortened. */
  readonly text: string;
  /** Of an error: the most telling built-in class that it is an instance of, such as `TypeError`. */
  readonly errorClass?: string;
  readonly message?: string;
  readonly code?: string;
  /** The names of other properties that it was given. */
  readonly properties?: string;
}

/** What a call left in standard output by the time it was over. */
export interface WrittenReport {
  readonly bytes: number;
  readonly sha256: string;
  /** Its beginning, as UTF-8. */
  readonly text: string;
}

/** What is known of a call that ended, beside its value. */
interface CallEnd {
  readonly id: number;
  /** Whether the value is the very one that was expected, where one was. */
  readonly asExpected?: boolean;
  /** What the call wrote to standard output, in a run that watches it. */
  readonly wrote?: WrittenReport;
  /** The first watched function of JavaScript that was called meanwhile. */
  readonly byJavaScript?: string;
}

/**
 * Something that happened in the child. `t` is in milliseconds since the run's origin; `waited` of them, the JS thread
 * was ready to run and had no processor.
 */
export type HarnessEvent = { readonly t: number; readonly waited?: number } & (
  | { readonly kind: 'step'; readonly name: string }
  /** From now on at most `ms` milliseconds of waiting are planned; the limit counts beyond them. */
  | { readonly kind: 'expect'; readonly ms: number }
  | { readonly kind: 'beat' }
  /** A function of the learner's is called, or a class constructed. */
  | {
      readonly kind: 'call';
      readonly id: number;
      /** As a learner would write it: `delay(120, callback)`. */
      readonly what: string;
      /** What is still to come when the call has returned. */
      readonly awaits?: 'callback' | 'promise';
      /** What the judges must know of it. */
      readonly input?: Readonly<Record<string, string | number>>;
    }
  | ({ readonly kind: 'return'; readonly value?: ValueReport } & CallEnd)
  | ({ readonly kind: 'throw'; readonly value: ValueReport } & CallEnd)
  /** The promise that the call returned was settled. */
  | { readonly kind: 'resolve'; readonly id: number; readonly value: ValueReport }
  | { readonly kind: 'reject'; readonly id: number; readonly value: ValueReport }
  /** The callback of the call was called: with so many arguments, `first` being the first of them. */
  | { readonly kind: 'callback'; readonly id: number; readonly args: number; readonly first?: string }
  /** What a scenario has to tell its judges. */
  | { readonly kind: 'observation'; readonly name: string; readonly value: string | number }
  /** What was thrown; a `value`, where it was not an error. */
  | {
      readonly kind: 'load-failed';
      readonly message: string;
      readonly where?: string;
      readonly value?: string;
    }
  | { readonly kind: 'thrown'; readonly message: string; readonly where?: string }
  /** A compiled add-on is being loaded; its init runs in between. */
  | { readonly kind: 'load-begin' }
  | { readonly kind: 'load-end' }
  | { readonly kind: 'open-gate' }
  /** The scenario has nothing more to do; what is left is that the process ends. */
  | { readonly kind: 'done' }
  /** The event loop had nothing left to wait for. */
  | { readonly kind: 'drained' }
  | { readonly kind: 'exit'; readonly code: number }
);

/** Events by which the JS thread shows that it is alive. */
export const SIGNS_OF_LIFE: readonly HarnessEvent['kind'][] = [
  'beat',
  'call',
  'return',
  'throw',
  'callback',
  'resolve',
  'reject',
];

export type EventOf<K extends HarnessEvent['kind']> = Extract<HarnessEvent, { kind: K }>;

/**
 * The event's time on a clock that stands still while the machine keeps the JS thread waiting, ms: the difference of
 * two is what the program itself spent between them, working or sleeping.
 */
export function ownTime({ t, waited = 0 }: { readonly t: number; readonly waited?: number }): number {
  return t - waited;
}

/** The pipe of plan and events. */
export const CHANNEL_FD = 3;
/** A pipe that the parent writes to when the child asks it to open the gate. */
export const GATE_FD = 4;
