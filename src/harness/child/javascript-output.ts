import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

type Functions = Record<string, (...args: unknown[]) => unknown>;

const STDOUT_FILES: readonly unknown[] = [1, '/dev/stdout', '/dev/fd/1', '/proc/self/fd/1', 'CONOUT$'];

/**
 * From now on, watches the ways from JavaScript to standard output; each still does what it did. Returns what tells
 * which was the first to be taken since that was asked last.
 */
export function watchJavaScriptOutput(): () => string | undefined {
  let taken: string | undefined;
  const watch = (owner: object, name: string, shown: string, counts: (args: unknown[]) => boolean) => {
    const functions = owner as Functions;
    const original = functions[name]!;
    const standIn = function (this: unknown, ...args: unknown[]): unknown {
      if (counts(args)) taken ??= shown;
      return Reflect.apply(original, this, args);
    };
    // With its name, its length, and what util.promisify looks for.
    functions[name] = Object.defineProperties(standIn, Object.getOwnPropertyDescriptors(original));
  };

  for (const name of ['log', 'info', 'debug', 'dir', 'table'])
    watch(console, name, `console.${name}`, () => true);
  watch(process.stdout, 'write', 'process.stdout.write', ([chunk]) => chunk !== '');
  for (const name of [
    'write',
    'writeSync',
    'writev',
    'writevSync',
    'writeFile',
    'writeFileSync',
    'appendFile',
    'appendFileSync',
  ])
    watch(fs, name, `fs.${name}`, ([target]) => STDOUT_FILES.includes(target));
  syncBuiltinESMExports();

  return () => {
    const first = taken;
    taken = undefined;
    return first;
  };
}
