const MEDDLING = ['NODE_OPTIONS', 'NODE_PATH', 'MAKEFLAGS', 'MFLAGS', 'MAKELEVEL', 'V'];

/** The environment for children: without what would make their Node.js, make or compiler load or say other things. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, LC_MESSAGES: 'C', LANGUAGE: 'C' };
  for (const name of MEDDLING) delete env[name];
  return env;
}
