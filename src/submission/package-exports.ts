/** How Node.js resolves a package's "exports": https://nodejs.org/api/packages.html#package-entry-points */

/** The conditions that each way to load a package matches. */
const CONDITIONS = {
  require: ['require', 'module-sync', 'node', 'node-addons', 'default'],
  import: ['import', 'module-sync', 'node', 'node-addons', 'default'],
} as const;

/**
 * The file that `require` or, if there is none for it, `import` finds when the package is loaded by its name, as
 * `exports` gives it. `undefined` if `exports` has no entry for the package itself.
 * @param exports the value in package.json, of any type
 */
export function mainOfExports(exports: unknown): string | undefined {
  const root = rootOf(exports);
  return resolve(root, CONDITIONS.require) ?? resolve(root, CONDITIONS.import) ?? undefined;
}

/** The target of "." or, if the keys are conditions and not subpaths, the whole value. */
function rootOf(exports: unknown): unknown {
  if (!isObject(exports)) return exports;
  return Object.keys(exports).some((key) => key.startsWith('.')) ? exports['.'] : exports;
}

/** `undefined`: no condition matches, so the next one may; `null`: this way to load the package is ruled out. */
function resolve(target: unknown, conditions: readonly string[]): string | null | undefined {
  if (typeof target === 'string') return target;
  if (target === null) return null;
  if (Array.isArray(target)) {
    return target.map((one) => resolve(one, conditions)).find((one) => typeof one === 'string');
  }
  if (!isObject(target)) return undefined;
  for (const [condition, value] of Object.entries(target)) {
    const found = conditions.includes(condition) ? resolve(value, conditions) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
