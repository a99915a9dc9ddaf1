import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Test } from 'tap';
import { packageRoot } from '../../src/environment/package-root.js';
import { noneLeftIn, processesIn } from '../process/leftover-processes.js';
import { bin, type Finished, inheritedEnvironment } from '../support/learner.js';
import { copyPreparedCache } from '../support/prepared-cache.js';

/** `npm run test:faults:long` tries much more often. */
export const isLong: boolean = process.env.FAULTS === 'long';

/** What a started command has printed so far, and how it ends. */
export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Finished & { readonly signal: NodeJS.Signals | null }>;
}

/**
 * A learner outside of the repository, to whom something bad happens: their working folder with `myaddon`, and folders of
 * their own for progress, cache, home and temporary files.
 */
export class Scene {
  readonly root: string;
  /** The current folder of commands. */
  readonly work: string;
  readonly myaddon: string;
  readonly cache: string;
  readonly config: string;
  readonly temporary: string;
  readonly env: Record<string, string>;
  #before = '';

  /** @param exercise its solution becomes `myaddon` */
  constructor(t: Test, exercise: string, name = 'myaddon') {
    this.root = mkdtempSync(path.join(tmpdir(), 'learnyounative-fault-'));
    const folder = (name: string) => {
      const made = path.join(this.root, name);
      mkdirSync(made);
      return made;
    };
    this.work = folder('work');
    this.cache = folder('cache');
    this.config = folder('config');
    this.temporary = folder('tmp');
    this.myaddon = path.join(this.work, name);
    cpSync(path.join(packageRoot, 'exercises', exercise, 'solution'), this.myaddon, { recursive: true });
    copyPreparedCache(this.cache);
    this.env = {
      ...inheritedEnvironment(),
      LANG: 'C.UTF-8',
      HOME: folder('home'),
      TMPDIR: this.temporary,
      LEARNYOUNATIVE_CONFIG_DIR: this.config,
      LEARNYOUNATIVE_CACHE_DIR: this.cache,
    };
    t.teardown(() => {
      for (const line of processesIn(this.root)) process.kill(Number.parseInt(line, 10), 'SIGKILL');
      rmSync(this.root, { recursive: true, force: true, maxRetries: 5 });
    });
    this.remember();
  }

  /** The learner's files are as they should be: from now on, none of them may change. */
  remember(): void {
    this.#before = fingerprint(this.myaddon);
  }

  write(file: string, text: string): void {
    writeFileSync(path.join(this.myaddon, file), text);
    this.remember();
  }

  /** Has binding.gyp run a command in each build. */
  addAction(action: readonly string[]): void {
    const actions = [{ action_name: 'a', inputs: [], outputs: ['never'], action }];
    const text = this.read('binding.gyp');
    this.write(
      'binding.gyp',
      text.replace('"sources"', () => `"actions": ${JSON.stringify(actions)}, "sources"`),
    );
  }

  read(file: string): string {
    return readFileSync(path.join(this.myaddon, file), 'utf8');
  }

  start(args: readonly string[], env: Readonly<Record<string, string>> = {}, command?: string[]): Started {
    const [program = process.execPath, ...before] = command ?? [];
    const child = spawn(program, [...before, ...(command ? [process.execPath] : []), bin, ...args], {
      cwd: this.work,
      env: { ...this.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const text = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name]!.setEncoding('utf8').on('data', (part: string) => {
        text[name] += part;
      });
    const ended = new Promise<Finished & { signal: NodeJS.Signals | null }>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => resolve({ code, signal, ...text }));
    });
    return { child, ended };
  }

  run(...args: string[]): Promise<Finished> {
    return this.start(args).ended;
  }

  /** Nothing of the learner's has changed, and nothing is left: no process, no temporary file, no half-written progress. */
  async unharmed(t: Test, what: string): Promise<void> {
    await this.noProcessLeft();
    t.equal(fingerprint(this.myaddon), this.#before, `${what}: the learner's folder is as before`);
    t.same(this.#leftovers(), [], `${what}: no temporary file is left`);
    const progress = path.join(this.config, 'progress.json');
    if (existsSync(progress))
      t.doesNotThrow(() => JSON.parse(readFileSync(progress, 'utf8')), `${what}: progress`);
  }

  async noProcessLeft(): Promise<void> {
    await noneLeftIn(this.root);
  }

  #leftovers(): string[] {
    const inCache = readdirSync(this.cache, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /(?:^|\/)(?:(?:trace|stdout|draft)-[^/]*|held-by|tmp\/[^/]+|once-[^/]*|[^/]*-user-\w+)$/.test(file),
    );
    return [...inCache, ...readdirSync(this.temporary), ...readdirSync(this.config).filter(isDraft)];
  }
}

function isDraft(name: string): boolean {
  return name !== 'progress.json' && !name.startsWith('progress.json.damaged');
}

const SLASH = Buffer.from('/');

/** The names, kinds, modes and contents of everything in a folder. */
export function fingerprint(folder: string): string {
  const hash = createHash('sha256');
  // As bytes: not all names of files are text.
  const visit = (file: Buffer, relative: string) => {
    const stats = lstatSync(file);
    hash.update(`\n${relative} ${stats.mode} ${stats.size}\n`);
    if (stats.isSymbolicLink()) hash.update(readlinkSync(file, 'buffer'));
    else if (stats.isFile() && stats.size < 1e8) hash.update(readFileSync(file));
    else if (stats.isDirectory())
      for (const name of readdirSync(file, 'buffer').sort(Buffer.compare))
        visit(Buffer.concat([file, SLASH, name]), `${relative}/${name.toString('latin1')}`);
  };
  visit(Buffer.from(folder), '');
  return hash.digest('hex');
}

/** Numbers that look random, and are the same in each run. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    // https://en.wikipedia.org/wiki/Linear_congruential_generator, with the parameters of Numerical Recipes
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** What is wrong with a command's end: an unhandled exception, a bug report, or more than it should say. */
export function misbehaviour({ code, stderr }: Finished): string | undefined {
  if (code === 70 || /^\s+at .*:\d+:\d+\)?$/m.test(stderr)) return `exit ${code}: ${stderr}`;
  return undefined;
}
