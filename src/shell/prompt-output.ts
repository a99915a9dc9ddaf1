import { Writable } from 'node:stream';
import type { Terminal } from '../environment/terminal.js';
import { toAscii } from '../texts/ascii.js';

/**
 * Standard output as a prompt may use it. The prompt library knows neither `NO_COLOR` nor locales: its colours
 * and signs are taken out here where the terminal does not want them. Cursor movements pass.
 */
export class PromptOutput extends Writable {
  readonly isTTY = true;
  readonly #terminal: Terminal;
  readonly #target: NodeJS.WriteStream;
  readonly #resize = () => this.emit('resize');

  constructor(terminal: Terminal, target: NodeJS.WriteStream = process.stdout) {
    super({ decodeStrings: false });
    this.#terminal = terminal;
    this.#target = target;
    target.on('resize', this.#resize);
  }

  get columns(): number {
    return this.#target.columns;
  }

  get rows(): number {
    return this.#target.rows;
  }

  override _write(chunk: string | Buffer, _encoding: BufferEncoding, done: () => void): void {
    let text = chunk.toString();
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with a control character
    if (!this.#terminal.colour) text = text.replace(/\x1b\[[\d;]*m/g, '');
    this.#target.write(this.#terminal.unicode ? text : toAscii(text));
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#target.off('resize', this.#resize);
    done(error);
  }
}
