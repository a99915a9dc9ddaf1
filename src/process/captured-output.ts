/** Keeps the beginning and the end of a stream, in bounded memory. */
export class CapturedOutput {
  readonly #half: number;
  #head = '';
  #tail = '';
  #cut = 0;

  /** @param limit how many characters to keep, at most */
  constructor(limit = 64 * 1024) {
    this.#half = Math.floor(limit / 2);
  }

  add(text: string): void {
    const remaining = this.#half - this.#head.length;
    if (remaining > 0) {
      this.#head += text.slice(0, remaining);
      text = text.slice(remaining);
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
