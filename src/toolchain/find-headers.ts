import { existsSync } from 'node:fs';
import path from 'node:path';
import { includeFolders } from '../build/headers.js';
import { t } from '../texts/translate.js';
import type { Finding } from './finding.js';

/**
 * The headers of the running Node.js: beside it, or where node-gyp has put them after a download. Where they are not on
 * the disk, node-gyp downloads them when it builds: that is no failure, and known only after a build.
 */
export function findHeaders(): Finding {
  const version = process.versions.node;
  const where = includeFolders().find((folder) => existsSync(path.join(folder, 'node_api.h')));
  if (where !== undefined) return { found: true, thing: 'headers', version, where };
  return { found: true, thing: 'headers', note: t('toolchain.headers.to-download', { version }) };
}

/** After a build that needed headers which could not be downloaded. */
export function headersNotDownloaded(): Finding {
  const reason = t('toolchain.reason.no-headers', { version: process.versions.node });
  const places = [path.dirname(path.dirname(process.execPath)), ...includeFolders()];
  const attempts = places.map((place) => ({ place, reason }));
  return { found: false, thing: 'headers', problem: 'no-download', attempts, packages: [] };
}
