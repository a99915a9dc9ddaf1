/**
 * What was thrown, with its type, and the first place in the learner's package that its stack names, as `index.js:3`.
 */
export function describeError(error: unknown, packageFolder: string): { message: string; where?: string } {
  if (!(error instanceof Error)) return { message: `threw ${String(error)}` };
  const message = `${error.name}: ${error.message}`;
  const places = (error.stack ?? '').split(packageFolder).slice(1);
  const own = places
    .map((text) => /^[\\/]([^:\n]+:\d+)/.exec(text)?.[1])
    .find((place) => place !== undefined);
  return own === undefined ? { message } : { message, where: own.replaceAll('\\', '/') };
}
