import { Writable } from 'node:stream';
import type { Terminal } from '../environment/terminal.js';
import { toAscii } from '../texts/ascii.js';

/** Begins the label of a heading, which the prompt library knows only as an option that is disabled. No glyph. */
export const HEADING_MARK = '\u2060';
/** What the library writes before a heading: the circle of an option, in its own colour. */
const CIRCLE = new RegExp(`\\S+ ((?:\\x1b\\[[\\d;]*m)*)${HEADING_MARK}`, 'g');

/**
 * Standard output for prompts. The prompt library heeds neither `NO_COLOR` nor the locale: colours and non-ASCII
 * characters are removed here if the terminal does not support them. Cursor movements are kept.
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
    let text = chunk.toString().replace(CIRCLE, '$1');
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
