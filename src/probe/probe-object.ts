import { createHash } from 'node:crypto';
import { existsSync, promises as fs, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { includeFolders } from '../build/headers.js';
import { cacheFolder, makeFolder } from '../environment/folders.js';
import { packageRoot } from '../environment/package-root.js';
import { type ChildEnd, startChild } from '../process/child.js';
import { cleanEnvironment, temporaryFilesIn } from '../process/clean-environment.js';
import { type NodeApiFunction, nodeApiFunctions } from './node-api-header.js';
import { attachedFunctions, wrappedFunctions } from './wrapped-functions.js';
import { attachedSource, wrapperSource } from './wrapper-source.js';

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

/** Every call reads a thread-local variable. With static TLS, that needs no function call. */
const STATIC_TLS = '-ftls-model=initial-exec';

/**
 * glibc reserves some static TLS for libraries that are loaded at run time. With other C libraries, an add-on that
 * requires it might not load.
 */
function threadLocalFlags(): string[] {
  const { header } = process.report.getReport() as unknown as { header: { glibcVersionRuntime?: string } };
  return header.glibcVersionRuntime === undefined ? [] : [STATIC_TLS];
}

/** The probe: an object to be linked into an add-on, or a library to be preloaded. */
export interface CompiledProbe {
  /** The compiled file, once `compiled` says so. */
  readonly file: string;
  /** Whether the compiler could compile it. Rejects when the signal is aborted. */
  readonly compiled: Promise<boolean>;
  /** The names of all functions that it wraps. Records refer to them by index. */
  readonly functions: readonly string[];
}

/** The probe, to be linked into an add-on. */
export type ProbeObject = CompiledProbe;

/** A form of the probe. */
interface Form {
  readonly source: (nodeApi: readonly NodeApiFunction[]) => string;
  readonly functions: (nodeApi: readonly NodeApiFunction[]) => string[];
  /** Flags besides `FLAGS`. */
  readonly flags: () => readonly string[];
  /** The name of the file is its beginning, a hash, and its end. */
  readonly fileName: readonly [begin: string, end: string];
}

const LINKED: Form = {
  source: wrapperSource,
  functions: wrappedFunctions,
  flags: () => ['-c', ...threadLocalFlags()],
  fileName: ['probe-', '.o'],
};

/**
 * It is loaded into every process of a program, whatever that is. So it needs no library but the C library, whose
 * functions a program on any version of it has.
 */
const ATTACHED: Form = {
  source: attachedSource,
  functions: attachedFunctions,
  // What is loaded at the start has static TLS with every C library.
  flags: () => ['-shared', '-static-libgcc', '-Wl,--as-needed', STATIC_TLS],
  fileName: ['attach-', '.so'],
};

/**
 * The probe for the running Node.js and the installed compiler, compiled once and cached: that takes longer than
 * compiling most add-ons, so it goes on in the background. `undefined` when there is no probe: on Windows, without the
 * headers of Node.js on disk, or without a compiler.
 */
export async function compileProbe(signal?: AbortSignal): Promise<ProbeObject | undefined> {
  if (process.platform === 'win32' || process.env.LEARNYOUNATIVE_PROBE === 'off') return undefined;
  return await compileForm(LINKED, signal);
}

/**
 * The library that attaches the probe to add-ons as they are, compiled once and cached. `undefined` without the headers of
 * Node.js on disk, without a compiler, or if the compiler cannot compile it. Only for Linux on x64 and arm64.
 */
export async function attachedProbe(signal?: AbortSignal): Promise<CompiledProbe | undefined> {
  const probe = await compileForm(ATTACHED, signal);
  return (await probe?.compiled) ? probe : undefined;
}

async function compileForm(form: Form, signal: AbortSignal | undefined): Promise<CompiledProbe | undefined> {
  const include = includeFolders().find((folder) => existsSync(path.join(folder, 'node_api.h')));
  if (include === undefined) return undefined;

  const nodeApi = nodeApiFunctions(include);
  const source = form.source(nodeApi);
  const functions = form.functions(nodeApi);
  const [compiler = 'c++', ...compilerArgs] = (process.env.CXX || 'c++').split(' ');
  const version = await run(compiler, [...compilerArgs, '--version'], packageRoot, signal);
  if (version?.code !== 0) return undefined;

  const flags = form.flags();
  const hash = createHash('sha256')
    .update(source)
    .update([...FLAGS, ...flags].join())
    .update(`${version.stdout}`)
    .update(process.version);
  for (const name of nativeFiles()) hash.update(readFileSync(path.join(NATIVE, name)));
  const [begin, end] = form.fileName;
  const file = path.join(cacheFolder(), 'probes', `${begin}${hash.digest('hex').slice(0, 16)}${end}`);
  if (existsSync(file)) return { file, functions, compiled: Promise.resolve(true) };
  const output = `probe${end}`;
  const args = [...compilerArgs, ...FLAGS, `-I${include}`, `-I${NATIVE}`, 'probe.cc', ...flags, '-o', output];
  const compiled = compileTo(file, source, output, (cwd) =>
    run(compiler, args, cwd, signal, temporaryFilesIn(cwd)),
  );
  // Whoever needs it awaits it; a verify that fails before does not.
  compiled.catch(() => {});
  return { file, functions, compiled };
}

/** The probe's headers, relative to `NATIVE`. */
function nativeFiles(): string[] {
  const names = readdirSync(NATIVE, { recursive: true }).map(String);
  return names.filter((name) => name.endsWith('.h')).sort();
}

/** The same, when it is compiled; `undefined` also if the compiler cannot. */
export async function probeObject(signal?: AbortSignal): Promise<ProbeObject | undefined> {
  const probe = await compileProbe(signal);
  return (await probe?.compiled) ? probe : undefined;
}

async function compileTo(
  file: string,
  source: string,
  output: string,
  compile: (folder: string) => Promise<ChildEnd | undefined>,
): Promise<boolean> {
  makeFolder(path.dirname(file));
  const draft = await fs.mkdtemp(path.join(path.dirname(file), 'draft-'));
  try {
    await fs.writeFile(path.join(draft, 'probe.cc'), source);
    if ((await compile(draft))?.code !== 0) return false;
    // Atomic: concurrent processes replace the file with identical content.
    await fs.rename(path.join(draft, output), file);
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
  variables: Readonly<Record<string, string>> = {},
): Promise<ChildEnd | undefined> {
  const env = { ...cleanEnvironment(), ...variables };
  const end = await startChild({ command, args, cwd, env, signal }).ended.catch(() => undefined);
  signal?.throwIfAborted();
  return end;
}
