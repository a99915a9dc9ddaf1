import { exportNames } from './export-names.js';
import type { ScenarioContext } from './scenario-context.js';

/** https://tc39.es/ecma262/#prod-NativeFunction */
const NATIVE = /\{\s*\[native code\]\s*\}$/;

type Exports = Record<string, unknown> | null | undefined;

/**
 * Observes what was loaded: `missing`, the first of the functions that is not exported, if any, its `type`, and `names`;
 * `javascript`, the first of the functions that is written in JavaScript, if any.
 * @returns the exports, if they include all of the functions
 */
export function observeExports(
  context: ScenarioContext,
  exports: Exports,
  functions: readonly string[],
): Record<string, unknown> | undefined {
  if (exports === undefined) return undefined;
  const missing = functions.find((name) => typeof exports?.[name] !== 'function');
  if (missing !== undefined) context.observe('missing', missing);
  context.observe('type', exports === null ? 'null' : typeof exports[missing ?? functions[0]!]);
  context.observe('names', exportNames(exports));
  if (missing !== undefined) return undefined;
  const owner = exports as Record<string, unknown>;
  const javascript = functions.find((name) => !NATIVE.test(String(owner[name])));
  if (javascript !== undefined) context.observe('javascript', javascript);
  return owner;
}
