import { createHash } from 'node:crypto';
import { existsSync, promises as fs, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { includeFolders } from '../build/headers.js';
import { cacheFolder, makeFolder } from '../environment/folders.js';
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
  // The learner's exceptions may propagate through these functions, as they do through Node.js.
  '-fasynchronous-unwind-tables',
  '-fno-rtti',
  // Wrappers must be hidden, so that the add-on's calls bind to them at link time.
  '-DNAPI_EXTERN=',
  // Declares all functions. The opt-outs keep the types that add-ons see without this macro.
  '-DNAPI_EXPERIMENTAL',
  '-DNODE_API_EXPERIMENTAL_NO_WARNING',
  '-DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT',
  '-DNODE_API_EXPERIMENTAL_BASIC_ENV_OPT_OUT',
];

/**
 * Every call reads a thread-local variable. glibc reserves some static TLS for libraries that are loaded at run time,
 * which needs no function call. With other C libraries, an add-on that requires static TLS might not load.
 */
function threadLocalFlags(): string[] {
  const { header } = process.report.getReport() as unknown as { header: { glibcVersionRuntime?: string } };
  return header.glibcVersionRuntime === undefined ? [] : ['-ftls-model=initial-exec'];
}

/** The probe, to be linked into an add-on. */
export interface ProbeObject {
  /** The compiled object, once `compiled` says so. */
  readonly file: string;
  /** Whether the compiler could compile it. Rejects when the signal is aborted. */
  readonly compiled: Promise<boolean>;
  /** The names of all functions that it wraps. Records refer to them by index. */
  readonly functions: readonly string[];
}

/**
 * The probe for the running Node.js and the installed compiler, compiled once and cached: that takes longer than
 * compiling most add-ons, so it goes on in the background. `undefined` when there is no probe: on Windows, without the
 * headers of Node.js on disk, or without a compiler.
 */
export async function compileProbe(signal?: AbortSignal): Promise<ProbeObject | undefined> {
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
  const file = path.join(cacheFolder(), 'probes', `probe-${hash.digest('hex').slice(0, 16)}.o`);
  if (existsSync(file)) return { file, functions, compiled: Promise.resolve(true) };
  const args = [...compilerArgs, ...flags, `-I${include}`, `-I${NATIVE}`, '-c', 'probe.cc', '-o', 'probe.o'];
  const compiled = compileTo(file, source, (cwd) => run(compiler, args, cwd, signal));
  // Whoever needs it awaits it; a verify that fails before does not.
  compiled.catch(() => {});
  return { file, functions, compiled };
}

/** The same, when it is compiled; `undefined` also if the compiler cannot. */
export async function probeObject(signal?: AbortSignal): Promise<ProbeObject | undefined> {
  const probe = await compileProbe(signal);
  return (await probe?.compiled) ? probe : undefined;
}

async function compileTo(
  file: string,
  source: string,
  compile: (folder: string) => Promise<ChildEnd | undefined>,
): Promise<boolean> {
  makeFolder(path.dirname(file));
  const draft = await fs.mkdtemp(path.join(path.dirname(file), 'draft-'));
  try {
    await fs.writeFile(path.join(draft, 'probe.cc'), source);
    if ((await compile(draft))?.code !== 0) return false;
    // Atomic: concurrent processes replace the file with identical content.
    await fs.rename(path.join(draft, 'probe.o'), file);
    return true;
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
