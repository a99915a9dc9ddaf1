/** The params of a `values` task: the parent plans the calls, and the child makes them. */
import type { CallDescription } from '../../harness/protocol.js';

/**
 * A call with generated values. Its arguments are JavaScript expressions, which can be sent to the child process and
 * shown to the learner. In the expressions, `addon` is the object that exports the function.
 */
export interface PlannedCall {
  /** The name of the exported function. */
  readonly fn: string;
  readonly args: readonly string[];
  /** Statements that run first: `const it = {};`. `args` and `expected` can use what they declare. */
  readonly setup?: string;
  /** An expression for the exact value that must be returned or, with `throws`, thrown. */
  readonly expected?: string;
  /** What the call tests, for the exercise's own judges. */
  readonly kind?: string;
}

const MAX_TEXT_LENGTH = 60;

/** The call as JavaScript source, shortened in the middle: `print("héllo")`. */
export function callText({ fn, args }: PlannedCall): string {
  const text = args.join(', ');
  if (text.length <= MAX_TEXT_LENGTH) return `${fn}(${text})`;
  const characters = [...text]; // By code point, so that no surrogate pair is split.
  const half = MAX_TEXT_LENGTH / 2;
  return `${fn}(${characters.slice(0, half).join('')} ... ${characters.slice(-half).join('')})`;
}

/** The call for its event. @param awaits what is still pending after it has returned */
export function describeCall(call: PlannedCall, awaits?: 'promise'): CallDescription {
  return { what: callText(call), ...(awaits && { awaits }) };
}

/** The calls of a `values` task, chosen for each verify, so that no submission can know them in advance. */
export interface ValueCalls {
  readonly calls: readonly PlannedCall[];
  /** Calls on the reference add-on, which returns the value of `expected` or throws it. */
  readonly passedOn: readonly (PlannedCall & { readonly throws?: boolean })[];
  /** JavaScript functions that do what the add-on has to do, such as `Math.sqrt`. The add-on must not call them. */
  readonly shortcuts?: readonly string[];
}

export interface ValueParams extends ValueCalls {
  /** The names of the functions that must be exported. */
  readonly functions: readonly string[];
}
