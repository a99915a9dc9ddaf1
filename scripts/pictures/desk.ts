import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { composeSubmission, findSubmission } from '../submissions/compose.js';
import type { Cell } from './screen-cells.js';
import { TerminalSession } from './terminal-session.js';

/** A learner's desk: a folder to work in, progress of its own, and a terminal of which a picture is taken. */
export class Desk {
  readonly #root: string;
  readonly #bin: string;
  readonly #cwd: string;
  readonly #columns: number;
  readonly #env: Record<string, string>;
  #session: TerminalSession | undefined;

  /**
   * @param root of the repository
   * @param home the learner's home folder, with the cache in it that all desks share
   */
  constructor(root: string, home: string, name: string, columns: number) {
    this.#root = root;
    this.#bin = path.join(root, 'bin', 'learnyounative.js');
    this.#cwd = path.join(home, name);
    this.#columns = columns;
    mkdirSync(this.#cwd);
    this.#env = {
      // What is installed for the person who draws the pictures is nobody else's business.
      PATH: folders(process.env.PATH)
        .filter((folder) => !folder.startsWith(os.homedir()))
        .join(path.delimiter),
      HOME: home,
      LANG: 'C.UTF-8',
      TERM: 'xterm-256color',
      LEARNYOUNATIVE_CONFIG_DIR: path.join(this.#cwd, '.config'),
    };
  }

  /** Puts a folder of the repository here, as the learner's `myaddon/`. */
  take(...segments: string[]): void {
    cpSync(path.join(this.#root, ...segments), path.join(this.#cwd, 'myaddon'), { recursive: true });
  }

  /** Puts the whole package of a submission here, as the learner's `myaddon/`. */
  takeSubmission(id: string): void {
    composeSubmission(findSubmission(id), path.join(this.#cwd, 'myaddon'));
  }

  /** From now on, nothing but these programs is on the PATH. */
  leaveOnly(...programs: readonly string[]): void {
    const bin = path.join(this.#env.HOME!, 'bin');
    mkdirSync(bin);
    for (const program of programs) {
      const places = folders(this.#env.PATH).map((folder) => path.join(folder, program));
      const place = places.find((file) => existsSync(file));
      if (place !== undefined) symlinkSync(place, path.join(bin, program));
    }
    this.#env.PATH = bin;
  }

  /** Calls learnyounative out of the picture. */
  before(...args: readonly string[]): void {
    try {
      execFileSync(process.execPath, [this.#bin, ...args], {
        cwd: this.#cwd,
        env: this.#env,
        stdio: 'ignore',
      });
    } catch {
      // A verify that fails is one of the things that can have happened before.
    }
  }

  /** Calls learnyounative and waits for it. @throws when its exit code is another one */
  async run(exitCode: number, ...args: readonly string[]): Promise<void> {
    const code = await this.#open().run(lineOf(args), process.execPath, [this.#bin, ...args]);
    if (code !== exitCode) throw new Error(`${lineOf(args)}: exit code ${code}`);
  }

  /** Calls learnyounative, and closes it when the text is shown. */
  async show(text: string, ...args: readonly string[]): Promise<void> {
    await this.#open().show(lineOf(args), process.execPath, [this.#bin, ...args], text);
  }

  /** Types into a shell of its own, in which learnyounative is installed and completes; until the text is shown. */
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

function lineOf(args: readonly string[]): string {
  return ['learnyounative', ...args].join(' ');
}
