/**
 * Submissions to an exercise about the machine are rooms: `room.json` describes a machine on which tools are missing,
 * broken or in odd places. A room is made for real, in a folder, and the program runs in it.
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
 * What differs from this machine. Texts may hold `{room}`, the room's folder; `{machine:make}`, this machine's make;
 * `{headers}`, a folder for `--nodedir`. Beside `room.json` lie programs of the room's own: those in `tools/` come
 * first on the PATH, those in `elsewhere/` are not on it.
 */
interface Room {
  /** Programs that are not on the PATH. */
  readonly without?: readonly string[];
  /** `null` stands for a variable that is not set. */
  readonly env?: Readonly<Record<string, string | null>>;
  /** The name of the one folder that is the PATH. */
  readonly pathFolder?: string;
  /** Empty files and folders in the room. */
  readonly files?: readonly string[];
  readonly folders?: readonly string[];
  /** `alone`: Node.js is a copy of its program, without anything beside it. */
  readonly node?: 'alone';
}

/** What a machine may have set, and no room means unless it says so. */
const SETTINGS =
  /^(CXX|CC|CXX_target|CC_target|C(XX|PP)?FLAGS|LDFLAGS|MAKE|PYTHON|PYTHONHOME|NODE_GYP_.*|npm_config_(python|make|devdir))$/i;

/** Makes the room that is described in `submission` in an empty folder, and verifies the exercise in it. */
export async function verifyInRoom(
  exerciseId: string,
  submission: string,
  root: string,
): Promise<Finished & { readonly checks: readonly CheckResult[] }> {
  const finished = await runInRoom(submission, root, ['verify', '--exercise', exerciseId, '--json']);
  const { checks } = JSON.parse(finished.stdout || '{"checks": []}');
  return { ...finished, checks };
}

/** Makes the room that is described in `submission` in an empty folder, and runs learnyounative in it. */
export async function runInRoom(
  submission: string,
  root: string,
  args: readonly string[],
): Promise<Finished> {
  const room: Room = JSON.parse(readFileSync(path.join(submission, 'room.json'), 'utf8'));
  const fill = (text: string) =>
    text
      .replaceAll('{room}', root)
      .replaceAll('{headers}', () => headersOnDisk() ?? '')
      .replace(/\{machine:([^}]+)\}/g, (_, name: string) => programOfThisMachine(name));
  for (const name of room.folders ?? []) mkdirSync(path.join(root, name));
  for (const name of room.files ?? []) writeFileSync(path.join(root, name), '');
  copyPrograms(path.join(submission, 'elsewhere'), path.join(root, 'elsewhere'), fill);

  const programs = path.join(root, room.pathFolder ?? 'programs');
  copyPrograms(path.join(submission, 'tools'), programs, fill);
  const node = room.node === 'alone' ? nodeAlone(root) : process.execPath;
  linkPrograms(programs, room.without ?? [], node);

  const env: Record<string, string | undefined> = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !SETTINGS.test(name))),
    PATH: programs,
    LANG: 'C.UTF-8',
    LEARNYOUNATIVE_CONFIG_DIR: path.join(root, 'config'),
    LEARNYOUNATIVE_CACHE_DIR: path.join(root, 'cache'),
  };
  for (const [name, value] of Object.entries(room.env ?? {})) {
    for (const key of Object.keys(env)) if (key.toLowerCase() === name.toLowerCase()) delete env[key];
    if (value !== null) env[name] = fill(value);
  }
  return await runLearnyounative(args, { node, cwd: root, env });
}

/** Scripts with their blanks filled in, ready to run. */
function copyPrograms(from: string, to: string, fill: (text: string) => string): void {
  mkdirSync(to, { recursive: true });
  for (const name of existsSync(from) ? readdirSync(from) : []) {
    writeFileSync(path.join(to, name), fill(readFileSync(path.join(from, name), 'utf8')));
    chmodSync(path.join(to, name), 0o755);
  }
}

/** Links to every program of this machine's PATH, but for those that the room has not or has of its own. */
function linkPrograms(folder: string, without: readonly string[], node: string): void {
  const taken = new Set([...without, ...readdirSync(folder)]);
  const link = (name: string, file: string) => {
    if (taken.has(name)) return;
    taken.add(name);
    symlinkSync(file, path.join(folder, name));
  };
  link('node', node);
  // What is called python3 may be a script that looks for the real one, by ways that a room may have blocked.
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
  if (found === undefined) throw new Error(`the machine of the tests has no ${name}`);
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
    // On another disk.
    copyFileSync(process.execPath, file);
  }
  return file;
}
