import { pathToFileURL } from 'node:url';
import { describeValue } from './describe-value.js';

/**
 * What was thrown, with its type, and the first place in the learner's package that its stack names, as `index.js:3`;
 * the `value`, where it was no error.
 */
export function describeError(
  error: unknown,
  packageFolder: string,
): { message: string; where?: string; value?: string } {
  if (!(error instanceof Error)) {
    const value = describeValue(error);
    return { message: `threw ${value}`, value };
  }
  const message = `${describeValue(error.name)}: ${describeValue(error.message)}`;
  // ES modules are named by their URL, in which spaces and letters beyond ASCII are written otherwise.
  const stack = describeValue(error.stack).replaceAll(pathToFileURL(packageFolder).href, () => packageFolder);
  const places = stack.split(packageFolder).slice(1);
  const own = places
    .map((text) => /^[\\/]([^:\n]+:\d+)/.exec(text)?.[1])
    .find((place) => place !== undefined);
  return own === undefined ? { message } : { message, where: own.replaceAll('\\', '/') };
}
