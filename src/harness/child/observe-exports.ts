import { describeValue } from './describe-value.js';
import { exportNames } from './export-names.js';
import type { ScenarioContext } from './scenario-context.js';

/** https://tc39.es/ecma262/#prod-NativeFunction */
const NATIVE = /\{\s*\[native code\]\s*\}$/;

type Exports = Record<string, unknown> | null | undefined;

/**
 * Observes what was loaded: `missing`, the first of the functions that is not exported, if any, its `type`, and `names`;
 * `javascript`, the first of the functions that is written in JavaScript, if any. Where a getter stands in the place of
 * the missing function: `getter`, and `getter-threw`, the error that reading it threw. Where a function is exported in
 * the place of an object: `function`, its name.
 * @returns the exports, if they include all of the functions
 */
export function observeExports(
  context: ScenarioContext,
  exports: Exports,
  functions: readonly string[],
): Record<string, unknown> | undefined {
  if (exports === undefined) return undefined;
  const read = functions.map((name) => ({ name, ...readExport(exports, name) }));
  const missing = read.find(({ value }) => typeof value !== 'function');
  if (missing) {
    const { name, threw, isGetter } = missing;
    context.observe('missing', name);
    if (typeof exports === 'function') context.observe('function', (exports as { name: string }).name);
    if (isGetter) context.observe('getter', name);
    if (threw !== undefined) context.observe('getter-threw', threw);
  }
  context.observe('type', exports === null ? 'null' : typeof (missing ?? read[0]!).value);
  context.observe('names', exportNames(exports));
  if (missing) return undefined;
  const javascript = read.find(({ value }) => !NATIVE.test(String(value)));
  if (javascript) context.observe('javascript', javascript.name);
  return exports as Record<string, unknown>;
}

/** Reads an export. A getter is the learner's code, and may throw. */
function readExport(
  exports: Record<string, unknown> | null,
  name: string,
): { value?: unknown; threw?: string; isGetter: boolean } {
  const isGetter =
    exports !== null && Reflect.getOwnPropertyDescriptor(Object(exports), name)?.get !== undefined;
  try {
    return { value: exports?.[name], isGetter };
  } catch (error) {
    return { threw: describeValue(error), isGetter: true };
  }
}
