import { findCompiler } from './find-compiler.js';
import { findFolder } from './find-folder.js';
import { findHeaders } from './find-headers.js';
import { findMake } from './find-make.js';
import { findNode } from './find-node.js';
import { findNpm } from './find-npm.js';
import { findPython } from './find-python.js';
import { findVisualStudio } from './find-visual-studio.js';
import type { Missing, ToolFinding } from './tool-finding.js';

/** In the order of the report: each after those that it depends on. */
const PREREQUISITES = [
  'node',
  'npm',
  'cache-folder',
  'temp-folder',
  'python',
  'make',
  'compiler',
  'headers',
] as const;

/** The findings for everything that a build needs. For a build itself, see `buildAddOn`. */
export type Tools = Readonly<Record<(typeof PREREQUISITES)[number], ToolFinding>>;

/**
 * Looks for everything that a build needs. Installs nothing.
 * @throws the reason of `signal` when it is aborted
 */
export async function findTools(signal?: AbortSignal): Promise<Tools> {
  const isWindows = process.platform === 'win32';
  const [cache, temp] = await Promise.all([findFolder('cache-folder'), findFolder('temp-folder')]);
  const scratch = [temp, cache].find(({ found }) => found);
  const scratchFolder = scratch?.found ? scratch.where : undefined;
  const [node, npm, python, make, compiler] = await Promise.all([
    findNode(signal),
    findNpm(signal),
    findPython(signal),
    isWindows ? findVisualStudio('make', signal) : findMake(signal),
    isWindows ? findVisualStudio('compiler', signal) : findCompiler(scratchFolder, signal),
  ]);
  const headers = findHeaders();
  return { node, npm, 'cache-folder': cache, 'temp-folder': temp, python, make, compiler, headers };
}

/** What is missing, in the order of the report. */
export function missingTools(tools: Tools): Missing[] {
  return PREREQUISITES.map((thing) => tools[thing]).filter((finding): finding is Missing => !finding.found);
}
