/**
 * The names that a module exports, separated by commas. Leaves out `path`, which `bindings` adds to an add-on's exports:
 * https://github.com/TooTallNate/node-bindings
 */
export function exportNames(exports: Record<string, unknown> | null | undefined): string {
  const descriptors = Object.entries(Object.getOwnPropertyDescriptors(exports ?? {}));
  return descriptors
    .filter(([, { enumerable }]) => enumerable)
    .filter(([name, { value }]) => !(name === 'path' && /\.node$/.test(String(value))))
    .map(([name]) => name)
    .join(', ');
}
