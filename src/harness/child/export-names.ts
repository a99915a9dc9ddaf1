/** What a module exports, for people; without the path of the compiled file, which `bindings` adds. */
export function exportNames(exports: Record<string, unknown> | null | undefined): string {
  const isAdded = ([name, value]: [string, unknown]) => name === 'path' && /\.node$/.test(String(value));
  return Object.entries(exports ?? {})
    .filter((entry) => !isAdded(entry))
    .map(([name]) => name)
    .join(', ');
}
