/** Keeps the beginning and the end of a stream in bounded memory, however much flows through. */
export class CapturedOutput {
  readonly #half: number;
  #head = '';
  #tail = '';
  #cut = 0;

  /** @param limit how many characters are kept at the most */
  constructor(limit = 64 * 1024) {
    this.#half = Math.floor(limit / 2);
  }

  add(text: string): void {
    const room = this.#half - this.#head.length;
    if (room > 0) {
      this.#head += text.slice(0, room);
      text = text.slice(room);
    }
    if (text === '') return;
    const joined = this.#tail + text;
    const surplus = Math.max(0, joined.length - this.#half);
    this.#cut += surplus;
    this.#tail = joined.slice(surplus);
  }

  /** How many characters from the middle were dropped. */
  get cut(): number {
    return this.#cut;
  }

  toString(): string {
    const gap = this.#cut > 0 ? `\n[... ${this.#cut} characters cut ...]\n` : '';
    return this.#head + gap + this.#tail;
  }
}
