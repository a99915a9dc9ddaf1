import path from 'node:path';
import semver from 'semver';
import { packageJson } from '../environment/package-root.js';
import { t } from '../texts/translate.js';
import { lookUp } from './look-up.js';
import { releaseLine } from './release-line.js';
import { failureReason, runTool } from './run-tool.js';
import type { ToolFinding } from './tool-finding.js';

/**
 * Checks that the running Node.js is supported, and that `node` is on the PATH: binding.gyp runs it to find the headers
 * of node-addon-api.
 * @throws the reason of `signal` when it is aborted
 */
export async function findNode(signal?: AbortSignal): Promise<ToolFinding> {
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
  const versionOnPath = run.kind === 'ended' && run.ok ? run.stdout.trim() : '';
  if (!/^\d+\.\d+\.\d+/.test(versionOnPath)) {
    const attempts = [{ place: onPath.file, reason: failureReason(run) }];
    return { ...missing, problem: 'broken-on-path', values: { where }, attempts };
  }
  return { found: true, thing: 'node', version, where, note: noteFor(version, versionOnPath, onPath.file) };
}

function noteFor(version: string, other: string, file: string): string | undefined {
  if (other !== version) return t('toolchain.node.other', { other, file });
  const { major, endOfLife, isOver } = releaseLine(version, new Date());
  if (endOfLife === undefined) return undefined;
  return t(isOver ? 'toolchain.node.over' : 'toolchain.node.until', { major, date: endOfLife });
}
