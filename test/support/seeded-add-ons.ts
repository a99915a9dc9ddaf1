import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { includeFolders } from '../../src/build/headers.js';
import { packageRoot } from '../../src/environment/package-root.js';

/** The sources of add-ons with seeded violations, and `run.cjs`, which calls one of their functions. */
export const SEEDED: string = path.join(packageRoot, 'test', 'checker', 'seeded');

const FLAGS = ['-g', '-O1', '-fPIC', '-shared', '-pthread'];
const CPP_FLAGS = ['-std=c++17', '-DNAPI_CPP_EXCEPTIONS', '-fexceptions'];

/**
 * Compiles sources of `SEEDED` as they are, without the probe, unless they have been compiled before.
 * @param folder for the add-ons
 * @returns the add-ons' files by source
 * @throws the compiler's error
 */
export async function buildSeeded(folder: string, sources: readonly string[]): Promise<Map<string, string>> {
  const include = includeFolders().find((headers) => existsSync(path.join(headers, 'node_api.h')))!;
  const nodeAddonApi = path.join(packageRoot, 'node_modules', 'node-addon-api');
  const compiled = sources.map(async (source) => {
    const output = path.join(folder, `${source.replace('.', '-')}.node`);
    const [compiler, own] = source.endsWith('.c') ? ['cc', []] : ['c++', [...CPP_FLAGS, `-I${nodeAddonApi}`]];
    const name = `-DNODE_GYP_MODULE_NAME=${path.parse(source).name}`;
    const args = [...FLAGS, ...own, `-I${include}`, name, path.join(SEEDED, source), '-o', output];
    if (!existsSync(output)) await promisify(execFile)(compiler, args);
    return [source, output] as const;
  });
  return new Map(await Promise.all(compiled));
}
