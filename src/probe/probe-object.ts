import { createHash } from 'node:crypto';
import { existsSync, promises as fs, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { includeFolders } from '../build/headers.js';
import { cacheFolder } from '../environment/folders.js';
import { packageRoot } from '../environment/package-root.js';
import { type ChildEnd, startChild } from '../process/child.js';
import { cleanEnvironment } from '../process/clean-environment.js';
import { nodeApiFunctions } from './node-api-header.js';
import { wrappedFunctions, wrapperSource } from './wrapper-source.js';

const NATIVE = path.join(packageRoot, 'src', 'probe', 'native');

const FLAGS = [
  '-std=c++17',
  '-O2',
  '-fPIC',
  '-fvisibility=hidden',
  '-fno-exceptions',
  // An exception of the learner's may fly through these functions, as it flies through Node's.
  '-fasynchronous-unwind-tables',
  '-fno-rtti',
  // Ours must not be visible outside of the add-on: then its calls bind to them when it is linked.
  '-DNAPI_EXTERN=',
  // All functions that the header knows, with the types that add-ons see without this macro.
  '-DNAPI_EXPERIMENTAL',
  '-DNODE_API_EXPERIMENTAL_NO_WARNING',
  '-DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT',
  '-DNODE_API_EXPERIMENTAL_BASIC_ENV_OPT_OUT',
];

/**
 * The thread's own environment is compared in each call. glibc keeps room for a few bytes that are reached without a
 * call of a function; with other C libraries, an add-on that wants them could not be loaded.
 */
function threadLocalFlags(): string[] {
  const { header } = process.report.getReport() as unknown as { header: { glibcVersionRuntime?: string } };
  return header.glibcVersionRuntime === undefined ? [] : ['-ftls-model=initial-exec'];
}

/** The compiled probe, ready to be linked into an add-on. */
export interface ProbeObject {
  readonly file: string;
  /** The names of all functions that it stands in front of; records name them by their place in this list. */
  readonly functions: readonly string[];
}

/**
 * The probe for the running Node.js and the compiler at hand, compiled once and kept in the cache folder. `undefined`
 * where there can be none: on Windows, without Node's headers on the disk, or without a compiler that can make it.
 */
export async function probeObject(signal?: AbortSignal): Promise<ProbeObject | undefined> {
  if (process.platform === 'win32' || process.env.LEARNYOUNATIVE_PROBE === 'off') return undefined;
  const include = includeFolders().find((folder) => existsSync(path.join(folder, 'node_api.h')));
  if (include === undefined) return undefined;

  const nodeApi = nodeApiFunctions(include);
  const source = wrapperSource(nodeApi);
  const functions = wrappedFunctions(nodeApi);
  const [compiler = 'c++', ...compilerArgs] = (process.env.CXX || 'c++').split(' ');
  const version = await run(compiler, [...compilerArgs, '--version'], packageRoot, signal);
  if (version?.code !== 0) return undefined;

  const flags = [...FLAGS, ...threadLocalFlags()];
  const hash = createHash('sha256')
    .update(source)
    .update(flags.join())
    .update(`${version.stdout}`)
    .update(process.version);
  for (const name of readdirSync(NATIVE).sort()) hash.update(readFileSync(path.join(NATIVE, name)));
  const folder = path.join(cacheFolder(), 'probes');
  const file = path.join(folder, `probe-${hash.digest('hex').slice(0, 16)}.o`);
  if (existsSync(file)) return { file, functions };

  await fs.mkdir(folder, { recursive: true });
  const draft = await fs.mkdtemp(path.join(folder, 'draft-'));
  try {
    await fs.writeFile(path.join(draft, 'probe.cc'), source);
    const args = [
      ...compilerArgs,
      ...flags,
      `-I${include}`,
      `-I${NATIVE}`,
      '-c',
      'probe.cc',
      '-o',
      'probe.o',
    ];
    const end = await run(compiler, args, draft, signal);
    if (end?.code !== 0) return undefined;
    // A rename replaces: when two make it at once, both have the same to give.
    await fs.rename(path.join(draft, 'probe.o'), file);
    return { file, functions };
  } finally {
    await fs.rm(draft, { recursive: true, force: true });
  }
}

async function run(
  command: string,
  args: readonly string[],
  cwd: string,
  signal: AbortSignal | undefined,
): Promise<ChildEnd | undefined> {
  const end = await startChild({ command, args, cwd, env: cleanEnvironment(), signal }).ended.catch(
    () => undefined,
  );
  signal?.throwIfAborted();
  return end;
}
