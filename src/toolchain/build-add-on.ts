import { randomInt } from 'node:crypto';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { addonFile, type BuildResult, buildPackage } from '../build/build.js';
import { NO_HEADERS } from '../build/machine-complaint.js';
import { copyIncrementally } from '../build/source-copy.js';
import { openWorkspace } from '../build/workspace.js';
import { cacheFolder, makeFolder } from '../environment/folders.js';
import { packageRoot } from '../environment/package-root.js';
import { Stop } from '../report/stop.js';
import { listSourceFiles } from '../submission/source-tree.js';
import { t } from '../texts/translate.js';
import { failedToDownload, headersNotDownloaded } from './find-headers.js';
import { failureReason, runTool } from './run-tool.js';
import type { ToolFinding } from './tool-finding.js';
import { variablesSet } from './variables-set.js';

const SOURCES = path.join(packageRoot, 'src', 'toolchain', 'native');
const TARGET = 'tiny';
/** Variables that affect every build. */
const INTERFERING =
  /^((CC|CXX|LINK|AR)(_target)?|C(XX|PP)?FLAGS|LDFLAGS|CPATH|C(PLUS)?_INCLUDE_PATH|LIBRARY_PATH|LD_LIBRARY_PATH|MAKE|npm_config_(target|arch|runtime|disturl|dist_url|devdir|make|python)|npm_package_config_node_gyp_.*)$/i;
/** Loads the add-on and calls its function. */
const CALL_ADD =
  'console.log(require(process.argv[1]).add(Number(process.argv[2]), Number(process.argv[3])))';

export interface AddOnOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onStep?: ((step: 'configure' | 'compile') => void) | undefined;
}

/**
 * Builds a tiny add-on from scratch, the same way as a learner's, loads it in a separate process and calls it.
 * @throws the reason of `signal` when it is aborted
 */
export async function buildAddOn({ signal, onStep }: AddOnOptions = {}): Promise<ToolFinding> {
  try {
    const folder = await copyOfSources();
    const files = await listSourceFiles(folder);
    const { packageFolder, release } = await openWorkspace(folder, files);
    try {
      // The result of an earlier build proves nothing.
      await fs.rm(path.join(packageFolder, 'build'), { recursive: true, force: true });
      const result = await buildPackage({ packageFolder, files, signal, ...(onStep && { onStep }) });
      return result.kind === 'built' ? await load(packageFolder, result, signal) : notBuilt(result);
    } finally {
      release();
    }
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof Stop) return missing('no-room', error.message);
    if ((error as NodeJS.ErrnoException).code !== undefined)
      return missing('no-room', (error as Error).message);
    throw error;
  }
}

/**
 * The add-on is not built in place: this package may be installed below a path with spaces or a node_modules folder,
 * and learners work elsewhere.
 */
async function copyOfSources(): Promise<string> {
  const folder = path.join(cacheFolder(), 'tiny-add-on');
  makeFolder(folder);
  await copyIncrementally(await listSourceFiles(SOURCES), folder);
  return folder;
}

async function load(
  packageFolder: string,
  result: BuildResult,
  signal: AbortSignal | undefined,
): Promise<ToolFinding> {
  const file = addonFile(packageFolder, TARGET);
  if (file === undefined) return missing('not-made', lastLines(result.log));
  const [a, b] = [randomInt(1_000_000), randomInt(1_000_000)];
  const run = await runTool(process.execPath, ['-e', CALL_ADD, file, String(a), String(b)], { signal });
  if (run.kind === 'failed') return missing('not-loaded', run.reason);
  if (!run.ok) return missing('not-loaded', errorIn(run.stderr) ?? failureReason(run));
  if (run.stdout.trim() !== String(a + b)) return missing('wrong-answer', run.stdout.trim());
  return { found: true, thing: 'add-on' };
}

function notBuilt(result: Exclude<BuildResult, { kind: 'built' }>): ToolFinding {
  if (result.kind === 'too-long') return missing('too-long', lastLines(result.log));
  const [first] = result.complaints;
  if (first?.message === NO_HEADERS || failedToDownload(result.log)) return headersNotDownloaded(result.log);
  const command = /^\S*sh: (?:(?:line )?\d+: )?(\S+): (?:command )?not found/m.exec(result.log)?.[1];
  if (command !== undefined) return missing('no-command', command);
  if (first === undefined) return missing('not-built', lastLines(result.log));
  return missing('not-built', [first.message, first.excerpt].filter(Boolean).join('\n'));
}

function errorIn(stderr: string): string | undefined {
  return /^\w*Error: .*$/m.exec(stderr)?.[0];
}

function lastLines(log: string): string {
  const noise =
    /^gyp (?:info|ERR! (?:not ok|stack\s+at|System|command|cwd|node|node-gyp -v|\$npm_package\w*))\b/;
  const relevant = log.split('\n').filter((line) => line.trim() !== '' && !noise.test(line));
  return relevant.slice(-8).join('\n');
}

function missing(problem: string, reason: string): ToolFinding {
  return {
    found: false,
    thing: 'add-on',
    problem,
    values: { reason: reason || t('toolchain.reason.silent') },
    attempts: variablesSet(INTERFERING),
    packages: [],
  };
}
