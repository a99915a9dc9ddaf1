import { existsSync, promises as fs, readFileSync } from 'node:fs';
import path from 'node:path';

/** A target after gyp has expanded commands and variables. */
export interface ResolvedTarget {
  /** What is compiled, without the ending: `src/addon`. */
  readonly sources: readonly string[];
  /** The `include_dirs`, with those that node-gyp adds. */
  readonly folders: readonly string[];
  /** The C++ standard that it is compiled with: `gnu++17`. */
  readonly standard: string | undefined;
}

/** The names of the targets in the package's binding.gyp, from the files that gyp generated. */
export async function targetNames(packageFolder: string): Promise<string[]> {
  const made = await fs.readdir(path.join(packageFolder, 'build')).catch(() => []);
  return made.flatMap((name) => /^(.*)(?:\.target\.mk|\.vcxproj)$/.exec(name)?.[1] ?? []);
}

/** Reads a target from the makefile that gyp generated; `undefined` where gyp generates no makefiles. */
export async function resolvedTarget(
  packageFolder: string,
  target: string,
): Promise<ResolvedTarget | undefined> {
  const text = await fs.readFile(makefileOf(packageFolder, target), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  // One entry per line, with backslash continuations.
  const list = (name: string) => new RegExp(`^${name} :=((?:.*\\\\\\n)*.*)`, 'm').exec(text)?.[1] ?? '';
  const lines = (name: string) =>
    list(name)
      .split(/ \\\n\t/)
      .slice(1);
  const folders = lines('INCS_Release').flatMap(
    (line) => /^"?-I(?:\$\(srcdir\)\/)?(.*?)"?$/.exec(line)?.[1] ?? [],
  );
  const sources = lines('OBJS').map((object) =>
    object.replace(/^\$\(obj\)\.target\/[^/]+\//, '').replace(/\.o$/, ''),
  );
  // The compiler obeys the last one: node-gyp's own comes first.
  const standard = lines('CFLAGS_CC_Release').flatMap((flag) => /^-std=(\S+)$/.exec(flag)?.[1] ?? []);
  return { sources, folders, standard: standard.at(-1) };
}

/** gyp's `product_name` can name the add-on differently. The makefile's alias for the target then leads to it. */
export function productName(packageFolder: string, target: string): string {
  const file = makefileOf(packageFolder, target);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const product = /^# Add target alias\n.*\n[^\n]*: \$\(builddir\)\/(.+\.node)$/m.exec(text)?.[1];
  return product?.replace(/\\(.)/g, '$1') ?? `${target}.node`;
}

function makefileOf(packageFolder: string, target: string): string {
  return path.join(packageFolder, 'build', `${target}.target.mk`);
}
