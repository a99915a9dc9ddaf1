import type { Replacement } from '../../process/relay.js';

/**
 * Arguments for Node.js, with which stack traces name the files in the learner's folder, not those in its private copy.
 * A program can print a stack trace anywhere, and its standard output must stay the terminal that it is.
 *
 * The call sites that programs ask for keep the real paths: `bindings` finds the add-on with them.
 */
export function stackPaths(replacement: Replacement): string[] {
  const script = `(${replaceInStacks})(${JSON.stringify(replacement)})`;
  return ['--import', `data:text/javascript,${encodeURIComponent(script)}`];
}

/** Runs in the child process, so it must not use anything outside itself. */
function replaceInStacks({ from, to }: Replacement): void {
  const describe = (error: unknown) => {
    try {
      return Error.prototype.toString.call(error);
    } catch {
      return '<error>';
    }
  };
  // https://v8.dev/docs/stack-trace-api#customizing-stack-traces
  Error.prepareStackTrace = (error, sites) =>
    [describe(error), ...sites.map((site) => `    at ${site}`)].join('\n').replaceAll(from, () => to);
}
