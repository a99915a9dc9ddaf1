/** What both sides know of a `values` task: the parent plans the calls, the child makes them. */

/**
 * A call to make with generated values. What it is called with is written as JavaScript expressions: so it can be sent
 * to the process that makes the call, and shown to the learner as they would write it. In all of them, `addon` is what
 * exports the function: `addon.print`.
 */
export interface PlannedCall {
  /** The name of the exported function. */
  readonly fn: string;
  readonly args: readonly string[];
  /** Statements that come before: `const it = {};`. What they declare can stand in `args` and `expected`. */
  readonly setup?: string;
  /** An expression of the very value that has to come back, or, where `throws`, be thrown. */
  readonly expected?: string;
  /** For an exercise's own verdicts: what the call is a sample of. */
  readonly kind?: string;
}

const LONGEST_TEXT = 60;

/** The call as a learner would write it, shortened in the middle: `print("héllo")`. */
export function callText({ fn, args }: PlannedCall): string {
  const text = args.join(', ');
  if (text.length <= LONGEST_TEXT) return `${fn}(${text})`;
  const letters = [...text]; // Not halves of surrogate pairs.
  const half = LONGEST_TEXT / 2;
  return `${fn}(${letters.slice(0, half).join('')} ... ${letters.slice(-half).join('')})`;
}

/** What a task of values asks for; chosen for each verify, so that no submission knows it beforehand. */
export interface ValueCalls {
  readonly calls: readonly PlannedCall[];
  /** For the reference add-on: each returns what is `expected`, or throws it. */
  readonly passedOn: readonly (PlannedCall & { readonly throws?: boolean })[];
  /** Functions of JavaScript that do what the add-on is to do: `Math.sqrt`. It may not call them. */
  readonly shortcuts?: readonly string[];
}

export interface ValueParams extends ValueCalls {
  /** The names of the functions that have to be there. */
  readonly functions: readonly string[];
}
