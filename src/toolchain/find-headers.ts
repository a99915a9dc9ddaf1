import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { includeFolders } from '../build/headers.js';
import { t } from '../texts/translate.js';
import type { ToolFinding } from './tool-finding.js';
import { variablesSet } from './variables-set.js';

/**
 * Finds the headers of the running Node.js: installed with it, or downloaded by node-gyp. If they are not on the disk,
 * they are still reported as found: node-gyp downloads them when it builds, and only a build shows whether it can.
 */
export function findHeaders(): ToolFinding {
  const misconfigured = nodedirWithoutHeaders();
  if (misconfigured) return misconfigured;
  const version = process.versions.node;
  const where = includeFolders().find((folder) => existsSync(path.join(folder, 'node_api.h')));
  if (where !== undefined) return { found: true, thing: 'headers', version, where };
  return { found: true, thing: 'headers', note: t('toolchain.headers.to-download', { version }) };
}

/**
 * `npm_config_nodedir` names a folder without common.gypi, without which node-gyp fails. learnyounative's own builds
 * ignore such a folder, but those that the learner starts would not.
 */
function nodedirWithoutHeaders(): ToolFinding | undefined {
  const [variable] = variablesSet(/^npm_config_nodedir$/i);
  if (!variable) return undefined;
  const folder = process.env[variable.place]!.replace(/^~/, os.homedir());
  const places = [path.join(folder, 'include', 'node', 'common.gypi'), path.join(folder, 'common.gypi')];
  if (places.some((file) => existsSync(file))) return undefined;
  const attempts = places.map((file) => ({
    place: path.dirname(file),
    reason: t('toolchain.reason.no-such-file', { file: 'common.gypi' }),
  }));
  const values = { variable: variable.place, folder };
  return { found: false, thing: 'headers', problem: 'led-astray', values, attempts, packages: [] };
}

/** Whether node-gyp's log shows that the headers could not be downloaded, for whatever reason. */
export function failedToDownload(log: string): boolean {
  return /^gyp WARN install got an error, rolling back install/m.test(log);
}

/**
 * The finding after a build that could not download the headers.
 * @param log of node-gyp
 */
export function headersNotDownloaded(log: string): ToolFinding {
  const reason = t('toolchain.reason.no-headers', { version: process.versions.node });
  const places = [path.dirname(path.dirname(process.execPath)), ...includeFolders()];
  const error = /^gyp ERR! stack (\w*Error: .*)$/m.exec(log)?.[1];
  const url = /^gyp http GET (\S+)$/m.exec(log)?.[1];
  // node-gyp's message for an unreachable network takes three lines, and starts with what is not the problem.
  const noNetwork = error?.includes('most likely not a problem with node-gyp');
  const why = noNetwork
    ? t('toolchain.reason.no-network')
    : t('toolchain.reason.said', { said: error ?? '' });
  const download = error === undefined ? [] : [{ place: url ?? 'node-gyp', reason: why }];
  const attempts = [...places.map((place) => ({ place, reason })), ...download];
  return { found: false, thing: 'headers', problem: 'no-download', attempts, packages: [] };
}
