import { findCompiler } from './find-compiler.js';
import { findFolder } from './find-folder.js';
import { findHeaders } from './find-headers.js';
import { findMake } from './find-make.js';
import { findNode } from './find-node.js';
import { findNpm } from './find-npm.js';
import { findPython } from './find-python.js';
import { findVisualStudio } from './find-visual-studio.js';
import type { Finding, Missing } from './finding.js';

/** The order in which they are reported: each thing after those that it stands on. */
const IN_ORDER = [
  'node',
  'npm',
  'cache-folder',
  'temp-folder',
  'python',
  'make',
  'compiler',
  'headers',
] as const;

/** What was found of all that a build needs, but for the build itself: see `buildAddOn`. */
export type Tools = Readonly<Record<(typeof IN_ORDER)[number], Finding>>;

/** Looks for everything that a build needs. Nothing is installed or changed; nothing of it hangs. */
export async function findTools(signal?: AbortSignal): Promise<Tools> {
  const windows = process.platform === 'win32';
  const [cache, temp] = await Promise.all([findFolder('cache-folder'), findFolder('temp-folder')]);
  const scratch = [temp, cache].find(({ found }) => found);
  const scratchFolder = scratch?.found ? scratch.where : undefined;
  const [node, npm, python, make, compiler] = await Promise.all([
    findNode(signal),
    findNpm(signal),
    findPython(signal),
    windows ? findVisualStudio('make', signal) : findMake(signal),
    windows ? findVisualStudio('compiler', signal) : findCompiler(scratchFolder, signal),
  ]);
  const headers = findHeaders();
  return { node, npm, 'cache-folder': cache, 'temp-folder': temp, python, make, compiler, headers };
}

/** What is missing, in the order of the report. */
export function missingOf(tools: Tools): Missing[] {
  return IN_ORDER.map((thing) => tools[thing]).filter((finding): finding is Missing => !finding.found);
}
