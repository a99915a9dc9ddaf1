import { setTimeout as sleep } from 'node:timers/promises';
import { type IPty, spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import type { Test } from 'tap';
import { bin, type Learner } from '../support/learner.js';

/** The keys that are not letters. */
export const Key = {
  enter: '\r',
  up: '\u001b[A',
  down: '\u001b[B',
  escape: '\u001b',
  ctrlC: '\u0003',
  ctrlD: '\u0004',
  ctrlZ: '\u001a',
} as const;

const HIDE_CURSOR = '\u001b[?25l';
const SHOW_CURSOR = '\u001b[?25h';
/** A terminal that shows nothing new for so long has shown all of an ended program, ms. */
const QUIET_MS = 300;
/** Without its escape character, which linters do not like in regular expressions. */
const COLOUR = /\[\d[\d;]*m/;

export interface ScreenOptions {
  readonly learner: Learner;
  readonly args?: readonly string[];
  readonly columns?: number;
  readonly rows?: number;
  /** Another script to run than learnyounative. */
  readonly script?: string;
  /** What the terminal says it is. */
  readonly term?: string;
}

/** learnyounative in a real terminal, read as a person reads it: from the screen. */
export class Screen {
  readonly #terminal: InstanceType<typeof xterm.Terminal>;
  readonly #pty: IPty;
  #exitCode: number | undefined;
  #cursorHidden = false;
  #coloured = false;
  #lastDataAt = Date.now();

  private constructor({
    learner,
    args = [],
    columns = 80,
    rows = 24,
    script = bin,
    term = 'xterm-256color',
  }: ScreenOptions) {
    this.#terminal = new xterm.Terminal({ cols: columns, rows, scrollback: 10_000, allowProposedApi: true });
    this.#pty = spawn(process.execPath, [script, ...args], {
      cols: columns,
      rows,
      cwd: learner.folder,
      env: { ...learner.env, TERM: term },
    });
    this.#pty.onData((data) => {
      this.#lastDataAt = Date.now();
      const [hidden, shown] = [data.lastIndexOf(HIDE_CURSOR), data.lastIndexOf(SHOW_CURSOR)];
      if (hidden !== shown) this.#cursorHidden = hidden > shown;
      if (COLOUR.test(data)) this.#coloured = true;
      this.#terminal.write(data);
    });
    this.#pty.onExit(({ exitCode, signal }) => {
      this.#exitCode = signal ? 128 + signal : exitCode;
    });
  }

  /** Opens a terminal; it is closed, with all that runs in it, at the end of the test. */
  static open(t: Test, options: ScreenOptions): Screen {
    const screen = new Screen(options);
    t.teardown(() => screen.close());
    return screen;
  }

  /** The lines that can be seen, without the spaces at their ends. */
  get lines(): string[] {
    const { baseY } = this.#terminal.buffer.active;
    return this.#linesFrom(baseY, this.#terminal.rows);
  }

  /** All that can be seen. */
  get text(): string {
    return this.lines.join('\n');
  }

  /** All lines since the start as they were printed: what has scrolled away included, what was broken mended. */
  get history(): string[] {
    const buffer = this.#terminal.buffer.active;
    const printed: string[] = [];
    for (const [index, line] of this.#linesFrom(0, buffer.length).entries()) {
      if (buffer.getLine(index)?.isWrapped) printed.push(`${printed.pop()}${line}`);
      else printed.push(line);
    }
    return printed;
  }

  get cursorHidden(): boolean {
    return this.#cursorHidden;
  }

  /** Whether anything was painted since the start. */
  get coloured(): boolean {
    return this.#coloured;
  }

  get pid(): number {
    return this.#pty.pid;
  }

  /** Types keys, one after another as fast as a quick person. */
  async type(...keys: string[]): Promise<void> {
    for (const key of keys) {
      this.#pty.write(key);
      await sleep(80);
    }
  }

  /** Waits until the screen shows it; on failure, the error says what the screen shows instead. */
  async until(
    pattern: { test(text: string): boolean; toString(): string } | string,
    patienceMs = 15_000,
  ): Promise<void> {
    await this.#poll(
      () => (typeof pattern === 'string' ? this.text.includes(pattern) : pattern.test(this.text)),
      `shows ${pattern}`,
      patienceMs,
    );
  }

  /** Waits until the program has ended and all its output is on the screen; resolves to its exit code, as a shell has it. */
  async exit(patienceMs = 15_000): Promise<number> {
    await this.#poll(() => this.#exitCode !== undefined, 'program ends', patienceMs);
    // What was written last may still be on its way through the terminal.
    while (Date.now() - this.#lastDataAt < QUIET_MS) await sleep(50);
    await new Promise<void>((done) => this.#terminal.write('', done));
    return this.#exitCode!;
  }

  resize(columns: number, rows: number): void {
    this.#terminal.resize(columns, rows);
    this.#pty.resize(columns, rows);
  }

  close(): void {
    if (this.#exitCode === undefined) this.#pty.kill();
    this.#terminal.dispose();
  }

  #linesFrom(first: number, count: number): string[] {
    const buffer = this.#terminal.buffer.active;
    return Array.from(
      { length: count },
      (_, index) => buffer.getLine(first + index)?.translateToString(true) ?? '',
    );
  }

  async #poll(isTrue: () => boolean, what: string, patienceMs: number): Promise<void> {
    const deadline = Date.now() + patienceMs;
    while (!isTrue()) {
      if (Date.now() > deadline) throw new Error(`waited in vain until: ${what}\n${this.text}`);
      await sleep(20);
    }
  }
}
