/** What is done with functions that take values and give values back; each scenario in a process of its own. */
import { exportNames } from '../../harness/child/export-names.js';
import type { Scenario, Stage } from '../../harness/child/stage.js';
import { makeCalls, makeValues } from './call-driver.js';
import { callText, type PlannedCall } from './planned-call.js';

export interface ValueParams {
  /** The names of the functions that have to be there. */
  readonly functions: readonly string[];
  readonly calls: readonly PlannedCall[];
  /** For the reference add-on: each answers with what is `expected`, or throws it. */
  readonly passedOn: readonly (PlannedCall & { readonly throws?: boolean })[];
  /** Functions of JavaScript that do what the add-on is to do: `Math.sqrt`. It may not call them. */
  readonly shortcuts?: readonly string[];
}

type Exports = Record<string, unknown> | null | undefined;

/** The package as its users see it. */
const ownPackage: Scenario = async (stage) => {
  const owner = callable(stage, await stage.loadPackage());
  if (owner) makeCalls(stage, owner, (stage.params as ValueParams).calls);
  stage.step('all-called');
};

/** The compiled add-on, without the package's JavaScript. */
const addonAlone: Scenario = async (stage) => {
  const { calls, shortcuts } = stage.params as ValueParams;
  if (shortcuts) stage.watchJavaScript(shortcuts);
  const owner = callable(stage, await stage.loadAddon());
  if (owner) makeCalls(stage, owner, calls);
  stage.step('all-called');
};

/** The package's JavaScript on an add-on that records its calls, and answers what no JavaScript could know. */
const referenceAddon: Scenario = async (stage) => {
  const { functions, passedOn } = stage.params as ValueParams;
  let answer: (name: string, args: readonly unknown[]) => unknown = () => undefined;
  const standIn = (name: string) => [name, (...args: unknown[]) => answer(name, args)] as const;
  stage.substituteAddon(Object.fromEntries(functions.map(standIn)));
  const owner = callable(stage, await stage.loadPackage());
  if (!owner) return;
  stage.step('reference-add-on');
  for (const [id, call] of passedOn.entries()) {
    const { args, expected } = makeValues(call, owner);
    const asked: { name: string; args: readonly unknown[] }[] = [];
    answer = (name, given) => {
      asked.push({ name, args: given });
      if (call.throws) throw expected;
      return expected;
    };
    stage.recorder.record({ kind: 'invoke', id, what: callText(call) });
    const came = outcome(() => (owner[call.fn] as (...args: unknown[]) => unknown)(...args));
    const value = passedOnAs(call, asked, args, came, expected);
    stage.recorder.record({ kind: 'fact', name: `passed-on-${id}`, value });
  }
};

export const scenarios = { ownPackage, addonAlone, referenceAddon };

/** Records what is exported; returns the exports when all functions are there. */
function callable(stage: Stage, exports: Exports): Record<string, unknown> | undefined {
  if (exports === undefined) return undefined;
  const { functions } = stage.params as ValueParams;
  const missing = functions.find((name) => typeof exports?.[name] !== 'function');
  const type = exports === null ? 'null' : typeof exports[missing ?? functions[0]!];
  stage.recorder.record({ kind: 'fact', name: 'names', value: exportNames(exports) });
  stage.recorder.record({ kind: 'fact', name: 'missing', value: missing ?? '' });
  stage.recorder.record({ kind: 'fact', name: 'type', value: type });
  return missing === undefined ? (exports as Record<string, unknown>) : undefined;
}

function outcome(call: () => unknown): { threw: boolean; value: unknown } {
  try {
    return { threw: false, value: call() };
  } catch (error) {
    return { threw: true, value: error };
  }
}

/** How the call got through to the add-on and its answer back: `unchanged`, or the first thing that differs. */
function passedOnAs(
  call: PlannedCall & { readonly throws?: boolean },
  asked: readonly { name: string; args: readonly unknown[] }[],
  args: readonly unknown[],
  came: { threw: boolean; value: unknown },
  expected: unknown,
): string {
  const own = asked.filter(({ name }) => name === call.fn);
  if (own.length === 0) return 'not-called';
  if (own.length > 1) return 'called-often';
  if (args.some((arg, index) => !Object.is(own[0]?.args[index], arg))) return 'other-arguments';
  if (came.threw !== (call.throws ?? false)) return came.threw ? 'threw-itself' : 'swallowed';
  return Object.is(came.value, expected) ? 'unchanged' : 'other-result';
}
