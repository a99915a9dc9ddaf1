/** A value as Python literals write it: what a .gyp file consists of. */
export type GypValue = GypText | GypList | GypDict | GypNumber;

export interface GypText {
  readonly kind: 'text';
  readonly text: string;
  readonly line: number;
  /** Texts that stand side by side without a comma: Python makes one text of them. */
  readonly parts: readonly string[];
}

export interface GypNumber {
  readonly kind: 'number';
  readonly line: number;
}

export interface GypList {
  readonly kind: 'list';
  readonly items: readonly GypValue[];
  readonly line: number;
}

export interface GypDict {
  readonly kind: 'dict';
  readonly entries: readonly { readonly key: GypText; readonly value: GypValue }[];
  readonly line: number;
}

/**
 * Reads the text of a .gyp file, before gyp has resolved anything in it; `undefined` when it is not made of plain
 * literals. gyp itself has the last word on what is valid: this is for saying in the learner's terms what is written.
 */
export function readGypText(text: string): GypDict | undefined {
  try {
    const reader = new Reader(tokensOf(text));
    const value = reader.value();
    return value.kind === 'dict' && reader.atEnd ? value : undefined;
  } catch (error) {
    if (error instanceof NotReadable) return undefined;
    throw error;
  }
}

/** The value of a dict's key; of one that is written twice, the last, as Python has it. */
export function entryOf(dict: GypValue | undefined, name: string): GypValue | undefined {
  if (dict?.kind !== 'dict') return undefined;
  return dict.entries.findLast(({ key }) => key.text === name)?.value;
}

/** All texts in it but the keys, each with the key that it stands under. */
export function textsIn(value: GypValue, under = ''): { readonly under: string; readonly text: GypText }[] {
  if (value.kind === 'text') return [{ under, text: value }];
  if (value.kind === 'list') return value.items.flatMap((item) => textsIn(item, under));
  if (value.kind === 'dict') return value.entries.flatMap((entry) => textsIn(entry.value, entry.key.text));
  return [];
}

class NotReadable extends Error {}

interface Token {
  readonly kind: 'text' | 'number' | 'mark';
  readonly text: string;
  readonly line: number;
}

const TOKEN =
  /(?<space>\s+|#[^\n]*)|(?<raw>[rRuU]?)(?<quote>'''|"""|'|")(?<body>(?:\\[\s\S]|(?!\k<quote>)[\s\S])*)\k<quote>|(?<number>-?\d+)|(?<mark>[[\]{}(),:])/y;

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  let line = 1;
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (!match) throw new NotReadable();
    const { quote, raw = '', body = '', number, mark } = match.groups!;
    if (quote !== undefined) {
      if (quote.length === 1 && /(?<!\\)\n/.test(body)) throw new NotReadable();
      tokens.push({ kind: 'text', text: /r/i.test(raw) ? body : unescaped(body), line });
    } else if (number !== undefined) tokens.push({ kind: 'number', text: number, line });
    else if (mark !== undefined) tokens.push({ kind: 'mark', text: mark, line });
    line += match[0].split('\n').length - 1;
  }
  return tokens;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\n': '' };

/** As far as paths and commands need it: any other letter stands for itself, with its backslash. */
function unescaped(body: string): string {
  return body.replace(/\\([\s\S])/g, (whole, letter: string) =>
    /["'\\]/.test(letter) ? letter : (ESCAPES[letter] ?? whole),
  );
}

class Reader {
  #next = 0;
  readonly #tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get atEnd(): boolean {
    return this.#next === this.#tokens.length;
  }

  value(): GypValue {
    const token = this.#tokens[this.#next];
    if (token?.kind === 'text') return this.#texts();
    if (token === undefined) throw new NotReadable();
    this.#next += 1;
    const { line } = token;
    if (token.kind === 'number') return { kind: 'number', line };
    if (token.text === '[') return { kind: 'list', line, items: this.#until(']', () => this.value()) };
    if (token.text === '{') return { kind: 'dict', line, entries: this.#until('}', () => this.#entry()) };
    throw new NotReadable();
  }

  #texts(): GypText {
    const first = this.#tokens[this.#next]!;
    const parts: string[] = [];
    for (let token: Token | undefined = first; token?.kind === 'text'; token = this.#tokens[this.#next]) {
      parts.push(token.text);
      this.#next += 1;
    }
    return { kind: 'text', text: parts.join(''), parts, line: first.line };
  }

  #entry(): { key: GypText; value: GypValue } {
    const key = this.value();
    if (key.kind !== 'text' || !this.#takes(':')) throw new NotReadable();
    return { key, value: this.value() };
  }

  #until<T>(closing: string, read: () => T): T[] {
    const items: T[] = [];
    while (!this.#takes(closing)) {
      items.push(read());
      if (this.#takes(',')) continue;
      if (this.#takes(closing)) break;
      throw new NotReadable();
    }
    return items;
  }

  #takes(mark: string): boolean {
    const token = this.#tokens[this.#next];
    const found = token?.kind === 'mark' && token.text === mark;
    if (found) this.#next += 1;
    return found;
  }
}
