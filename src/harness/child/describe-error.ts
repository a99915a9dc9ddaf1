import { pathToFileURL } from 'node:url';
import { describeValue } from './describe-value.js';

/**
 * Describes anything that was thrown.
 * @returns `message` with the error's name; `where`, the topmost stack frame inside the package, as `index.js:3`; `value`
 * instead of `where` if it is not an error
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
  // Stack frames of ES modules have file URLs, in which spaces and non-ASCII characters are percent-encoded.
  const stack = describeValue(error.stack).replaceAll(pathToFileURL(packageFolder).href, () => packageFolder);
  const places = stack.split(packageFolder).slice(1);
  const own = places
    .map((text) => /^[\\/]([^:\n]+:\d+)/.exec(text)?.[1])
    .find((place) => place !== undefined);
  return own === undefined ? { message } : { message, where: own.replaceAll('\\', '/') };
}
