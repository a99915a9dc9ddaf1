import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { composeSubmission, findSubmission } from '../submissions/compose.js';
import type { Cell } from './screen-cells.js';
import { TerminalSession } from './terminal-session.js';

/** A learner's working environment: a folder, separate progress, and the terminal that the picture shows. */
export class LearnerEnvironment {
  readonly #root: string;
  readonly #bin: string;
  readonly #cwd: string;
  readonly #columns: number;
  readonly #env: Record<string, string>;
  #session: TerminalSession | undefined;

  /**
   * @param root of the repository
   * @param home the learner's home folder; it holds the cache, which all environments share
   * @param name of the picture and of the working folder
   */
  constructor(root: string, home: string, name: string, columns: number) {
    this.#root = root;
    this.#bin = path.join(root, 'bin', 'learnyounative.js');
    this.#cwd = path.join(home, name);
    this.#columns = columns;
    mkdirSync(this.#cwd);
    this.#env = {
      // Hides programs that are installed only for the person who generates the pictures.
      PATH: folders(process.env.PATH)
        .filter((folder) => !folder.startsWith(os.homedir()))
        .join(path.delimiter),
      HOME: home,
      LANG: 'C.UTF-8',
      TERM: 'xterm-256color',
      LEARNYOUNATIVE_CONFIG_DIR: path.join(this.#cwd, '.config'),
    };
  }

  /** Copies a folder of the repository to the learner's `myaddon/`. */
  copyFolder(...segments: string[]): void {
    cpSync(path.join(this.#root, ...segments), path.join(this.#cwd, 'myaddon'), { recursive: true });
  }

  /** Writes the complete package of a submission to the learner's `myaddon/`. */
  writeSubmission(id: string): void {
    composeSubmission(findSubmission(id), path.join(this.#cwd, 'myaddon'));
  }

  /** Builds the package in `myaddon/` as it is, without the probe. @throws the error of node-gyp */
  build(): void {
    const nodeGyp = path.join(this.#root, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
    const cwd = path.join(this.#cwd, 'myaddon');
    symlinkSync(path.join(this.#root, 'node_modules'), path.join(this.#cwd, 'node_modules'));
    const headers = `--nodedir=${path.dirname(path.dirname(process.execPath))}`;
    const env = { ...this.#env, CXXFLAGS: '-g' };
    execFileSync(process.execPath, [nodeGyp, 'rebuild', headers], { cwd, env, stdio: 'ignore' });
  }

  /** Removes all programs but these from the PATH. */
  limitPathTo(...programs: readonly string[]): void {
    const bin = path.join(this.#env.HOME!, 'bin');
    mkdirSync(bin);
    for (const program of programs) {
      const places = folders(this.#env.PATH).map((folder) => path.join(folder, program));
      const place = places.find((file) => existsSync(file));
      if (place !== undefined) symlinkSync(place, path.join(bin, program));
    }
    this.#env.PATH = bin;
  }

  /** Runs learnyounative without showing it in the picture. */
  runHidden(...args: readonly string[]): void {
    try {
      execFileSync(process.execPath, [this.#bin, ...args], {
        cwd: this.#cwd,
        env: this.#env,
        stdio: 'ignore',
      });
    } catch {
      // A verify may fail on purpose.
    }
  }

  /** Runs learnyounative and waits for it to end. @throws when it does not exit with `exitCode` */
  async run(exitCode: number, ...args: readonly string[]): Promise<void> {
    const code = await this.#open().run(commandLine(args), process.execPath, [this.#bin, ...args]);
    if (code !== exitCode) throw new Error(`${commandLine(args)}: exit code ${code}`);
  }

  /** Runs learnyounative, and closes it when it shows `text`. */
  async show(text: string, ...args: readonly string[]): Promise<void> {
    await this.#open().show(commandLine(args), process.execPath, [this.#bin, ...args], text);
  }

  /** Types into bash, with learnyounative and its completion installed, and closes it when it shows `text`. */
  async type(keys: readonly string[], text: string): Promise<void> {
    const bin = path.join(this.#cwd, '.bin');
    mkdirSync(bin);
    const program = path.join(bin, 'learnyounative');
    writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${this.#bin}' "$@"\n`, { mode: 0o755 });
    this.#env.PATH = `${bin}${path.delimiter}${this.#env.PATH}`;
    const start = path.join(bin, 'start');
    writeFileSync(start, 'eval "$(learnyounative completion bash)"\nPS1="\\[\\e[32m\\]$\\[\\e[0m\\] "\n');
    const args = ['--noprofile', '--rcfile', start, '-i'];
    await this.#open().type('bash', args, keys, text);
  }

  rows(): Cell[][] {
    return this.#open().rows();
  }

  #open(): TerminalSession {
    this.#session ??= new TerminalSession({ columns: this.#columns, cwd: this.#cwd, env: this.#env });
    return this.#session;
  }
}

function folders(list = ''): string[] {
  return list.split(path.delimiter);
}

function commandLine(args: readonly string[]): string {
  return ['learnyounative', ...args].join(' ');
}
