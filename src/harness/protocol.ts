/**
 * The messages between the two sides of the harness. They travel over a separate pipe (file descriptor 3), one message
 * per line. Each line from the child starts with the secret of this run, which the learner's code never sees.
 */

/** What the child is to do: the first line that it reads. */
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
  /** The file that standard output is redirected to, if any. The child reads it to see what has been written so far. */
  readonly stdoutFile?: string;
}

/** A value from the learner's code, described so that it can be sent as JSON. */
export interface ValueReport {
  /** The result of `typeof`, but `null` for `null`. */
  readonly type: string;
  /** The value as JavaScript source or `util.inspect` shows it, shortened. */
  readonly text: string;
  /** For an error: the most specific built-in class that it is an instance of, such as `TypeError`. */
  readonly errorClass?: string;
  /** For a promise that is an instance of `Promise`: its state. */
  readonly promise?: 'pending' | 'fulfilled' | 'rejected';
  readonly message?: string;
  readonly code?: string;
  /** For an error: the names of its other own properties, separated by commas. */
  readonly properties?: string;
}

/** What a call had written to standard output when it ended. */
export interface OutputReport {
  readonly bytes: number;
  readonly sha256: string;
  /** The beginning of the output, decoded as UTF-8. */
  readonly text: string;
}

/** What is recorded about a finished call besides its value. */
interface CallEnd {
  readonly id: number;
  /** Whether the value is identical (`Object.is`) to the expected one; absent if no particular value was expected. */
  readonly asExpected?: boolean;
  /** What the call wrote to standard output, in a run with `stdoutFile`. */
  readonly wrote?: OutputReport;
  /** The first watched JavaScript function that was called during the call. */
  readonly byJavaScript?: string;
}

/**
 * Something that happened in the child.
 *
 * `t` is in ms since the run's origin. `waited` is how long the JS thread had been ready to run without a processor by
 * then, in ms since the thread started.
 */
export type HarnessEvent = { readonly t: number; readonly waited?: number } & (
  | { readonly kind: 'step'; readonly name: string }
  /** The scenario plans to wait at most `ms` milliseconds from now on. The time limit starts after that. */
  | { readonly kind: 'expect'; readonly ms: number }
  | { readonly kind: 'beat' }
  /** A function of the learner's is about to be called, or a class about to be constructed. */
  | {
      readonly kind: 'call';
      readonly id: number;
      /** The call as JavaScript source: `delay(120, callback)`. */
      readonly what: string;
      /** What is still pending after the call has returned. */
      readonly awaits?: 'callback' | 'promise';
      /** Inputs that the judges need. */
      readonly input?: Readonly<Record<string, string | number>>;
    }
  | ({ readonly kind: 'return'; readonly value?: ValueReport } & CallEnd)
  | ({ readonly kind: 'throw'; readonly value: ValueReport } & CallEnd)
  /** The promise that the call returned was fulfilled or rejected. */
  | { readonly kind: 'resolve'; readonly id: number; readonly value: ValueReport }
  | { readonly kind: 'reject'; readonly id: number; readonly value: ValueReport }
  /** The signal that the call was given is about to be aborted. */
  | { readonly kind: 'abort'; readonly id: number }
  /** The callback of the call was called with `args` arguments; `first` and `type` describe the first of them. */
  | {
      readonly kind: 'callback';
      readonly id: number;
      readonly args: number;
      readonly first?: string;
      readonly type?: string;
    }
  /** A named observation that a scenario makes for its judges. */
  | { readonly kind: 'observation'; readonly name: string; readonly value: string | number }
  /** Loading the package or the add-on threw. `value` describes what was thrown if it is not an error. */
  | {
      readonly kind: 'load-failed';
      readonly message: string;
      readonly where?: string;
      readonly value?: string;
    }
  /** An error was not caught, or a promise was rejected and nothing handled it. */
  | {
      readonly kind: 'thrown';
      readonly message: string;
      readonly where?: string;
      readonly isRejection?: boolean;
    }
  /** A compiled add-on is being loaded. Its init function runs between these two events. */
  | { readonly kind: 'load-begin' }
  | { readonly kind: 'load-end' }
  | { readonly kind: 'open-gate' }
  /** The scenario is finished. The process should end by itself now. */
  | { readonly kind: 'done' }
  /** The event loop is empty: Node.js emitted `beforeExit`. https://nodejs.org/api/process.html#event-beforeexit */
  | { readonly kind: 'drained' }
  | { readonly kind: 'exit'; readonly code: number }
);

/** A call as the event of its beginning describes it. The params of a verify decide all of it. */
export type CallDescription = Pick<EventOf<'call'>, 'what' | 'awaits' | 'input'>;

/** Events that prove that the JS thread was free to run at that time. */
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
 * The event's time on a clock that stops while the JS thread waits for a processor, ms. The difference between two such
 * times is what the program itself spent, working or sleeping.
 */
export function ownTime({ t, waited = 0 }: { readonly t: number; readonly waited?: number }): number {
  return t - waited;
}

/** The pipe for the plan and the events. */
export const CHANNEL_FD = 3;
/** The pipe that the parent writes to when the child asks it to open the gate. */
export const GATE_FD = 4;
