/**
 * Submissions to an exercise about the machine are machine fixtures: `machine.json` describes a machine on which tools
 * are missing, broken or in unusual places. The fixture is set up in a folder, with its own PATH and environment.
 */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { headersOnDisk } from '../../src/build/headers.js';
import type { CheckResult } from '../../src/report/check.js';
import { type Finished, runLearnyounative } from './learner.js';

/**
 * What differs from this machine. Placeholders: `{root}` is the fixture's folder; `{machine:make}`, the make of this
 * machine; `{headers}`, a folder for `--nodedir`. Next to `machine.json` are the fixture's own programs: those in
 * `tools/` come first on the PATH, those in `elsewhere/` are not on it.
 */
interface MachineFixture {
  /** Programs that are not on the PATH. */
  readonly without?: readonly string[];
  /** `null` unsets a variable. */
  readonly env?: Readonly<Record<string, string | null>>;
  /** The name of the only folder on the PATH. */
  readonly pathFolder?: string;
  /** Empty files and folders to create. */
  readonly files?: readonly string[];
  readonly folders?: readonly string[];
  /** `alone`: a copy of the Node.js executable, without the headers and npm. */
  readonly node?: 'alone';
}

/** Variables that are not inherited from this machine. */
const NOT_INHERITED =
  /^(CXX|CC|CXX_target|CC_target|C(XX|PP)?FLAGS|LDFLAGS|MAKE|PYTHON|PYTHONHOME|NODE_GYP_.*|npm_config_(python|make|devdir))$/i;

/**
 * Runs `verify --json` on a machine fixture.
 * @param submission the folder of the fixture
 * @param root an empty folder to set it up in
 */
export async function verifyOnMachine(
  exerciseId: string,
  submission: string,
  root: string,
): Promise<Finished & { readonly checks: readonly CheckResult[] }> {
  const finished = await runOnMachine(submission, root, ['verify', '--exercise', exerciseId, '--json']);
  const { checks } = JSON.parse(finished.stdout || '{"checks": []}');
  return { ...finished, checks };
}

/**
 * Runs learnyounative on a machine fixture.
 * @param submission the folder of the fixture
 * @param root an empty folder to set it up in
 */
export async function runOnMachine(
  submission: string,
  root: string,
  args: readonly string[],
): Promise<Finished> {
  const fixture: MachineFixture = JSON.parse(readFileSync(path.join(submission, 'machine.json'), 'utf8'));
  const fill = (text: string) =>
    text
      .replaceAll('{root}', root)
      .replaceAll('{headers}', () => headersOnDisk() ?? '')
      .replace(/\{machine:([^}]+)\}/g, (_, name: string) => programOfThisMachine(name));
  for (const name of fixture.folders ?? []) mkdirSync(path.join(root, name));
  for (const name of fixture.files ?? []) writeFileSync(path.join(root, name), '');
  copyPrograms(path.join(submission, 'elsewhere'), path.join(root, 'elsewhere'), fill);

  const programs = path.join(root, fixture.pathFolder ?? 'programs');
  copyPrograms(path.join(submission, 'tools'), programs, fill);
  const node = fixture.node === 'alone' ? nodeAlone(root) : process.execPath;
  linkPrograms(programs, fixture.without ?? [], node);

  const env: Record<string, string | undefined> = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_INHERITED.test(name))),
    PATH: programs,
    LANG: 'C.UTF-8',
    LEARNYOUNATIVE_CONFIG_DIR: path.join(root, 'config'),
    LEARNYOUNATIVE_CACHE_DIR: path.join(root, 'cache'),
  };
  for (const [name, value] of Object.entries(fixture.env ?? {})) {
    for (const key of Object.keys(env)) if (key.toLowerCase() === name.toLowerCase()) delete env[key];
    if (value !== null) env[name] = fill(value);
  }
  return await runLearnyounative(args, { node, cwd: root, env });
}

/** Copies scripts with their placeholders replaced, and makes them executable. */
function copyPrograms(from: string, to: string, fill: (text: string) => string): void {
  mkdirSync(to, { recursive: true });
  for (const name of existsSync(from) ? readdirSync(from) : []) {
    writeFileSync(path.join(to, name), fill(readFileSync(path.join(from, name), 'utf8')));
    chmodSync(path.join(to, name), 0o755);
  }
}

/** Creates links to every program on this machine's PATH, except those that the fixture lacks or replaces. */
function linkPrograms(folder: string, without: readonly string[], node: string): void {
  const taken = new Set([...without, ...readdirSync(folder)]);
  const link = (name: string, file: string) => {
    if (taken.has(name)) return;
    taken.add(name);
    symlinkSync(file, path.join(folder, name));
  };
  link('node', node);
  // python3 may be a script of a version manager, which might not work on the fixture: link the real executable.
  for (const name of ['python3', 'python']) link(name, programOfThisMachine('python3'));
  for (const place of machinePath()) {
    for (const name of readdirSync(place)) link(name, path.join(place, name));
  }
}

function machinePath(): string[] {
  const places = (process.env.PATH ?? '').split(path.delimiter);
  return places.filter((place) => statSync(place, { throwIfNoEntry: false })?.isDirectory());
}

function programOfThisMachine(name: string): string {
  if (name === 'python3') return realPython();
  const found = machinePath()
    .map((place) => path.join(place, name))
    .find((file) => existsSync(file));
  if (found === undefined) throw new Error(`this machine has no ${name}`);
  return found;
}

let python: string | undefined;

function realPython(): string {
  const ask = ['-c', 'import sys; print(sys.executable)'];
  python ??= execFileSync('python3', ask, { encoding: 'utf8' }).trim();
  return python;
}

function nodeAlone(root: string): string {
  const file = path.join(root, 'alone', 'bin', 'node');
  mkdirSync(path.dirname(file), { recursive: true });
  try {
    linkSync(process.execPath, file);
  } catch {
    // On another file system.
    copyFileSync(process.execPath, file);
  }
  return file;
}
