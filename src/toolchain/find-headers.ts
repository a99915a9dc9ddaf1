import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { includeFolders } from '../build/headers.js';
import { t } from '../texts/translate.js';
import type { Finding } from './finding.js';
import { setVariables } from './set-variables.js';

/**
 * The headers of the running Node.js: beside it, or where node-gyp has put them after a download. Where they are not on
 * the disk, node-gyp downloads them when it builds: that is no failure, and known only after a build.
 */
export function findHeaders(): Finding {
  const astray = nodedirWithoutHeaders();
  if (astray) return astray;
  const version = process.versions.node;
  const where = includeFolders().find((folder) => existsSync(path.join(folder, 'node_api.h')));
  if (where !== undefined) return { found: true, thing: 'headers', version, where };
  return { found: true, thing: 'headers', note: t('toolchain.headers.to-download', { version }) };
}

/**
 * `npm_config_nodedir` names a folder that is no use to node-gyp: it looks for common.gypi in there and ends. A build of
 * this workshop passes such a folder over, but none that the learner starts would.
 */
function nodedirWithoutHeaders(): Finding | undefined {
  const [variable] = setVariables(/^npm_config_nodedir$/i);
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

/** Whether a build failed because headers could not be downloaded: for whatever reason there may be on a network. */
export function failedToDownload(log: string): boolean {
  return /^gyp WARN install got an error, rolling back install/m.test(log);
}

/** After a build that needed headers which could not be downloaded. */
export function headersNotDownloaded(log: string): Finding {
  const reason = t('toolchain.reason.no-headers', { version: process.versions.node });
  const places = [path.dirname(path.dirname(process.execPath)), ...includeFolders()];
  const error = /^gyp ERR! stack (\w*Error: .*)$/m.exec(log)?.[1];
  const url = /^gyp http GET (\S+)$/m.exec(log)?.[1];
  // node-gyp's own words for a network that cannot be reached take three lines, and begin with what it is not.
  const noNetwork = error?.includes('most likely not a problem with node-gyp');
  const why = noNetwork
    ? t('toolchain.reason.no-network')
    : t('toolchain.reason.said', { said: error ?? '' });
  const download = error === undefined ? [] : [{ place: url ?? 'node-gyp', reason: why }];
  const attempts = [...places.map((place) => ({ place, reason })), ...download];
  return { found: false, thing: 'headers', problem: 'no-download', attempts, packages: [] };
}
