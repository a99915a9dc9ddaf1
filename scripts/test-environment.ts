import { headersOnDisk } from '../src/build/headers.js';

/**
 * The environment for tests. They need no network where the headers of Node.js are on disk, and start Node.js a thousand
 * times: see `offlineEnvironment`.
 */
export function testEnvironment(): NodeJS.ProcessEnv {
  if (headersOnDisk() === undefined) return process.env;
  const { NODE_EXTRA_CA_CERTS, ...others } = process.env;
  return others;
}
