import { closeSync, constants, openSync } from 'node:fs';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type IPty, spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import type { Test } from 'tap';
import { bin, type Learner } from '../support/learner.js';

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
/** After a program has ended, its output is complete if nothing new arrives for this long. */
const QUIET_MS = 300;
/** All has been read when the event loop has looked for input so many times in vain. */
const IDLE_TURNS = 10;
/** Without the escape character, which linters reject in regular expressions. */
const COLOUR = /\[\d[\d;]*m/;

export interface ScreenOptions {
  readonly learner: Learner;
  readonly args?: readonly string[];
  readonly columns?: number;
  readonly rows?: number;
  /** A script to run instead of learnyounative. */
  readonly script?: string;
  /** The value of TERM. */
  readonly term?: string;
}

/** Runs learnyounative in a pseudo-terminal; tests read what is on its screen. */
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
    readToTheEnd(this.#pty);
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

  /** Opens a terminal; it is closed, and its program killed, at the end of the test. */
  static open(t: Test, options: ScreenOptions): Screen {
    const screen = new Screen(options);
    t.teardown(() => screen.close());
    return screen;
  }

  /** The visible lines, without trailing spaces. */
  get lines(): string[] {
    const { baseY } = this.#terminal.buffer.active;
    return this.#linesFrom(baseY, this.#terminal.rows);
  }

  /** The visible lines as one string. */
  get text(): string {
    return this.lines.join('\n');
  }

  /** All lines that were printed since the start, including those that have scrolled away; wrapped lines are joined. */
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

  /** Whether there was any colour since the start. */
  get coloured(): boolean {
    return this.#coloured;
  }

  get pid(): number {
    return this.#pty.pid;
  }

  /** Types keys, one after another at the speed of a fast typist. */
  async type(...keys: string[]): Promise<void> {
    for (const key of keys) {
      this.#pty.write(key);
      await sleep(80);
    }
  }

  /**
   * Waits until the screen shows the text.
   * @throws with the content of the screen when that takes longer than `timeoutMs`
   */
  async until(
    pattern: { test(text: string): boolean; toString(): string } | string,
    timeoutMs = 15_000,
  ): Promise<void> {
    await this.#poll(
      () => (typeof pattern === 'string' ? this.text.includes(pattern) : pattern.test(this.text)),
      `shows ${pattern}`,
      timeoutMs,
    );
  }

  /** Waits until the program has ended and all its output is on the screen. @returns its exit code, as in a shell */
  async exit(timeoutMs = 15_000): Promise<number> {
    await this.#poll(() => this.#exitCode !== undefined, 'program ends', timeoutMs);
    // The last output may not have arrived yet.
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

  async #poll(isTrue: () => boolean, what: string, timeoutMs: number): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (!isTrue()) {
      if (Date.now() > deadline) throw new Error(`timed out: ${what}\n${this.text}`);
      await sleep(20);
    }
  }
}

/**
 * Makes sure that all output is read. When a program ends, libuv takes what a read of 4 KB leaves behind for the end of
 * the terminal; so this process keeps the program's side of it open. node-pty closes its own side 200 ms after the end,
 * whatever has been read by then.
 * https://github.com/libuv/libuv/blob/v1.x/src/unix/stream.c, POLLHUP
 */
function readToTheEnd(pty: IPty): void {
  const { _pty: name, _socket: socket } = pty as unknown as { _pty: string; _socket: Socket };
  const programsSide = openSync(name, constants.O_RDWR | constants.O_NOCTTY);
  const destroy = socket.destroy.bind(socket);
  let idleTurns = 0;
  socket.on('data', () => {
    idleTurns = 0;
  });
  socket.once('close', () => closeSync(programsSide));
  socket.destroy = (error) => {
    const turn = () => {
      if (++idleTurns > IDLE_TURNS) destroy(error);
      else setTimeout(() => setImmediate(turn), 5);
    };
    turn();
    return socket;
  };
}
