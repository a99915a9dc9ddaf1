const INTERFERING = ['NODE_OPTIONS', 'NODE_PATH', 'MAKEFLAGS', 'MFLAGS', 'MAKELEVEL', 'V'];

/**
 * The environment for child processes: without variables that change what Node.js loads or how make runs, and with
 * compiler messages in English.
 */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, LC_MESSAGES: 'C', LANGUAGE: 'C' };
  for (const name of INTERFERING) delete env[name];
  return env;
}
