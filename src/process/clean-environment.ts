const INTERFERING = ['NODE_OPTIONS', 'NODE_PATH', 'MAKEFLAGS', 'MFLAGS', 'MAKELEVEL', 'V'];

/**
 * The environment for child processes: without variables that change what Node.js loads or how make runs, and with
 * compiler messages in English.
 */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const { LC_ALL, ...others } = process.env;
  // LC_ALL would count for messages, too.
  const kept = LC_ALL ? { LANG: LC_ALL, LC_CTYPE: LC_ALL } : {};
  const env: NodeJS.ProcessEnv = { ...others, ...kept, LC_MESSAGES: 'C', LANGUAGE: 'C' };
  for (const name of INTERFERING) delete env[name];
  return env;
}

/** Variables by which compilers keep their temporary files in this folder: one that is killed leaves them behind. */
export function temporaryFilesIn(folder: string): Readonly<Record<string, string>> {
  return { TMPDIR: folder, TMP: folder, TEMP: folder };
}

/**
 * The clean environment for a Node.js that needs no network. Where NODE_EXTRA_CA_CERTS is set, as companies with a proxy
 * do, Node.js 20 reads those certificates and its own at each start: 60 of 90 ms of processor with Debian's list.
 * https://nodejs.org/api/cli.html#node_extra_ca_certsfile
 */
export function offlineEnvironment(): NodeJS.ProcessEnv {
  const { NODE_EXTRA_CA_CERTS, ...others } = cleanEnvironment();
  return others;
}
