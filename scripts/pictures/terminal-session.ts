import { setTimeout as sleep } from 'node:timers/promises';
import { type IPty, spawn } from '@lydell/node-pty';
import xterm, { type IBufferCell } from '@xterm/headless';
import { paletteColour, rgbColour } from './colours.js';
import type { Cell, CellStyle } from './screen-cells.js';

export interface SessionOptions {
  readonly columns: number;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Enough for the longest report, so that nothing scrolls out of view. */
const ROWS = 100;
const TIMEOUT_MS = 180_000;
/** The prompt of the shell. */
const PROMPT = '$';
/** Output arrives in chunks: it is complete if nothing new arrives for this long. */
const QUIET_MS = 400;

/** A terminal in which programs run one after the other, each below its command line. */
export class TerminalSession {
  readonly #terminal: InstanceType<typeof xterm.Terminal>;
  readonly #options: SessionOptions;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#terminal = new xterm.Terminal({ cols: options.columns, rows: ROWS, allowProposedApi: true });
  }

  /** Shows the command line and runs the program. @returns its exit code */
  async run(commandLine: string, program: string, args: readonly string[]): Promise<number> {
    const running = this.#start(commandLine, program, args);
    const exitCode = await within(TIMEOUT_MS, running.ended, () => running.pty.kill());
    await this.#written('');
    return exitCode;
  }

  /** The same for a program that waits for keys: it is closed when it shows `text` and its output is complete. */
  async show(commandLine: string, program: string, args: readonly string[], text: string): Promise<void> {
    const running = this.#start(commandLine, program, args);
    try {
      await this.#outputComplete(running, text);
    } finally {
      running.mute();
      running.pty.kill();
    }
    await running.ended;
  }

  /** For a program with its own prompt: types each of the keys when the output after the previous one is complete. */
  async type(program: string, args: readonly string[], keys: readonly string[], text: string): Promise<void> {
    const running = this.#start(undefined, program, args);
    try {
      for (const key of keys) {
        await this.#outputComplete(running, PROMPT);
        running.pty.write(key);
      }
      await this.#outputComplete(running, text);
    } finally {
      running.mute();
      running.pty.kill();
    }
    await running.ended;
  }

  async #outputComplete(running: { lastOutputAt(): number }, text: string): Promise<void> {
    const deadline = Date.now() + TIMEOUT_MS;
    while (!this.#text().includes(text)) {
      if (Date.now() > deadline) throw new Error(`never shown: ${text}\n${this.#text()}`);
      await sleep(20);
    }
    while (Date.now() - running.lastOutputAt() < QUIET_MS) await sleep(20);
  }

  /** The cells of all rows down to the last one that isn't empty. */
  rows(): Cell[][] {
    const buffer = this.#terminal.buffer.active;
    const rows = Array.from({ length: buffer.length }, (_, row) => {
      const line = buffer.getLine(row);
      return Array.from({ length: line?.length ?? 0 }, (_, column) => cellOf(line!.getCell(column)!));
    });
    const isEmpty = (row: readonly Cell[]) =>
      row.every(({ text, style }) => text === ' ' && !style.background);
    while (rows.length > 0 && isEmpty(rows.at(-1)!)) rows.pop();
    return rows;
  }

  #start(commandLine: string | undefined, program: string, args: readonly string[]) {
    if (commandLine !== undefined)
      this.#terminal.write(`\u001b[32m$\u001b[0m \u001b[1m${commandLine}\u001b[0m\r\n`);
    const { columns, cwd, env } = this.#options;
    const pty: IPty = spawn(program, [...args], { cols: columns, rows: ROWS, cwd, env: { ...env } });
    let muted = false;
    let lastOutputAt = Date.now();
    pty.onData((data) => {
      if (muted) return;
      lastOutputAt = Date.now();
      this.#terminal.write(data);
    });
    const ended = new Promise<number>((resolve) => {
      // The last output may arrive after the exit event.
      pty.onExit(({ exitCode }) => void sleep(100).then(() => resolve(exitCode)));
    });
    const mute = () => {
      muted = true;
    };
    return { pty, ended, mute, lastOutputAt: () => lastOutputAt };
  }

  #text(): string {
    return this.rows()
      .map((row) => row.map(({ text }) => text).join(''))
      .join('\n');
  }

  #written(data: string): Promise<void> {
    return new Promise((done) => this.#terminal.write(data, done));
  }
}

function cellOf(cell: IBufferCell): Cell {
  const foreground = cell.isFgDefault()
    ? undefined
    : cell.isFgRGB()
      ? rgbColour(cell.getFgColor())
      : paletteColour(cell.getFgColor());
  const background = cell.isBgDefault()
    ? undefined
    : cell.isBgRGB()
      ? rgbColour(cell.getBgColor())
      : paletteColour(cell.getBgColor());
  const style: CellStyle = {
    foreground,
    background,
    bold: cell.isBold() !== 0,
    dim: cell.isDim() !== 0,
    italic: cell.isItalic() !== 0,
    underline: cell.isUnderline() !== 0,
    inverse: cell.isInverse() !== 0,
  };
  return { text: cell.getChars() || ' ', style };
}

async function within<T>(ms: number, promise: Promise<T>, onLate: () => void): Promise<T> {
  const timer = setTimeout(onLate, ms);
  return promise.finally(() => clearTimeout(timer));
}
