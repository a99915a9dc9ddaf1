/**
 * The names that a module exports, separated by commas. Leaves out `path`, which `bindings` adds to an add-on's exports:
 * https://github.com/TooTallNate/node-bindings
 */
export function exportNames(exports: Record<string, unknown> | null | undefined): string {
  const isAddedByBindings = ([name, value]: [string, unknown]) =>
    name === 'path' && /\.node$/.test(String(value));
  return Object.entries(exports ?? {})
    .filter((entry) => !isAddedByBindings(entry))
    .map(([name]) => name)
    .join(', ');
}
