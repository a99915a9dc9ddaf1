import path from 'node:path';
import semver from 'semver';
import { packageJson } from '../environment/package-root.js';
import { t } from '../texts/translate.js';
import type { Finding } from './finding.js';
import { lookUp } from './look-up.js';
import { nodeLine } from './node-lines.js';
import { reasonOf, runTool } from './run-tool.js';

/**
 * The running Node.js, which must be one that this package supports, and the `node` of the PATH: a binding.gyp asks it
 * where the headers of node-addon-api are.
 */
export async function findNode(signal?: AbortSignal): Promise<Finding> {
  const version = process.versions.node;
  const where = process.execPath;
  const missing = { found: false, thing: 'node', packages: ['node'] } as const;
  const range = packageJson.engines.node;
  if (!semver.satisfies(version, range, { includePrerelease: true })) {
    const attempts = [{ place: where, reason: t('toolchain.reason.version', { version }) }];
    return { ...missing, problem: 'unsupported', values: { version, range }, attempts };
  }
  const onPath = lookUp('node');
  if (onPath.file === undefined) {
    const attempts = [{ place: 'node', reason: onPath.reason }];
    const values = { where, folder: path.dirname(where) };
    return { ...missing, problem: 'not-on-path', values, attempts };
  }
  const run = await runTool(onPath.file, ['-p', 'process.versions.node'], { signal });
  const answer = run.kind === 'ended' && run.ok ? run.stdout.trim() : '';
  if (!/^\d+\.\d+\.\d+/.test(answer)) {
    const attempts = [{ place: onPath.file, reason: reasonOf(run) }];
    return { ...missing, problem: 'broken-on-path', values: { where }, attempts };
  }
  return { found: true, thing: 'node', version, where, note: noteOn(version, answer, onPath.file) };
}

function noteOn(version: string, other: string, file: string): string | undefined {
  if (other !== version) return t('toolchain.node.other', { other, file });
  const { major, endOfLife, isOver } = nodeLine(version, new Date());
  if (endOfLife === undefined) return undefined;
  return t(isOver ? 'toolchain.node.over' : 'toolchain.node.until', { major, date: endOfLife });
}
