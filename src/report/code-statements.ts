import { type CodeLanguage, type Token, tokensOf } from './code-tokens.js';

/** A statement, the beginning or the end of a block, or an entry of a list. */
export interface Statement {
  /** The same for statements that differ only in white space, or in what the language treats as the same. */
  readonly key: string;
  /** As it is written, in one line, indented by its depth. */
  readonly shown: string;
  /** The line in which it begins, counted from 1. */
  readonly line: number;
}

const OPENING = ['(', '[', '{'];
const CLOSING = [')', ']', '}'];
/** A brace after one of these begins a value, not a block. */
const BEFORE_VALUE = /^(?:[=([,:?]|return)$/;
const ACCESS = /^(?:public|private|protected)$/;
/** In JavaScript, a statement goes on after a line that ends so, or before one that begins so. */
const GOES_ON_AFTER = /^[([{,=+\-*/%&|^<>?:.!~]$/;
const GOES_ON_BEFORE = /^[)\]},=+\-*/%&|^<>?:.;]$/;

/**
 * Divides a program into statements, whatever its line breaks are: programs that differ only in comments and in their
 * layout have the same ones.
 */
export function statementsOf(code: string, language: CodeLanguage): Statement[] {
  return new Divider(language).divide(tokensOf(code, language));
}

class Divider {
  readonly #language: CodeLanguage;
  readonly #isData: boolean;
  readonly #statements: Statement[] = [];
  /** The open brackets: whether each is divided into statements. */
  readonly #open: boolean[] = [];
  #current: Token[] = [];
  /** The block that was opened last is empty: its end is the end of a statement. */
  #isEmptyBlock = false;

  constructor(language: CodeLanguage) {
    this.#language = language;
    this.#isData = language === 'python' || language === 'json';
  }

  divide(tokens: readonly Token[]): Statement[] {
    tokens.forEach((token, index) => {
      const { text } = token;
      const isDirective = this.#language === 'c' && text.startsWith('#');
      if (CLOSING.includes(text)) this.#close(token);
      else {
        if (isDirective || this.#beginsStatement(token)) this.#end();
        const divided = OPENING.includes(text) && this.#isDivided(tokens, index);
        this.#current.push(token);
        this.#isEmptyBlock = this.#beginsEmptyBlock(tokens, index);
        if (divided) this.#end();
        if (OPENING.includes(text)) this.#open.push(divided);
        if (isDirective || this.#endsStatement(text)) this.#end();
      }
    });
    this.#end();
    return this.#statements;
  }

  /** Whether the innermost bracket is divided; outside of all, everything is. */
  get #divides(): boolean {
    return this.#open.at(-1) ?? true;
  }

  #close(token: Token): void {
    const divided = this.#divides && this.#open.length > 0;
    if (divided) this.#end();
    this.#open.pop();
    this.#current.push(token);
    // What follows a block is a new statement, but what follows it in an expression belongs to it: `});`
    if ((divided || this.#isEmptyBlock) && this.#divides && this.#language === 'c') this.#end();
    this.#isEmptyBlock = false;
  }

  #isDivided(tokens: readonly Token[], index: number): boolean {
    const next = tokens[index + 1]?.text ?? '';
    if (CLOSING.includes(next)) return false;
    const { text } = tokens[index]!;
    if (this.#isData) return text === '{' || !isFlat(tokens.slice(index + 1));
    return text === '{' && !BEFORE_VALUE.test(tokens[index - 1]?.text ?? ';');
  }

  #beginsEmptyBlock(tokens: readonly Token[], index: number): boolean {
    const isEmpty = tokens[index]!.text === '{' && tokens[index + 1]?.text === '}';
    return isEmpty && !BEFORE_VALUE.test(tokens[index - 1]?.text ?? ';');
  }

  #endsStatement(text: string): boolean {
    if (!this.#divides) return false;
    if (this.#isData) return text === ',';
    if (text === ';') return true;
    const [first] = this.#current;
    return text === ':' && this.#current.length === 2 && ACCESS.test(first!.text);
  }

  /** JavaScript needs no semicolons. */
  #beginsStatement({ text, startsLine }: Token): boolean {
    const last = this.#current.at(-1);
    if (this.#language !== 'javascript' || !startsLine || !last || !this.#divides) return false;
    return !GOES_ON_AFTER.test(last.text) && !GOES_ON_BEFORE.test(text);
  }

  #end(): void {
    const [first] = this.#current;
    if (!first) return;
    const words = this.#current.map(({ text }) => this.#comparable(text));
    const key = words
      .filter((text, index) => !(text === ',' && CLOSING.includes(words[index + 1] ?? '')))
      .join('\0')
      .replace(this.#isData ? /\0,$/ : /\0;$/, '');
    const shown = this.#current.map(({ text, spaced }, index) => (spaced && index > 0 ? ` ${text}` : text));
    const depth = this.#open.filter(Boolean).length;
    // A semicolon that stands alone, after a block, says nothing.
    if (first.text !== ';')
      this.#statements.push({
        key: JSON.stringify(key),
        shown: '  '.repeat(depth) + shown.join(''),
        line: first.line,
      });
    this.#current = [];
  }

  /** In JavaScript and Python, both kinds of quotation marks mean the same. */
  #comparable(text: string): string {
    const [, inner] = this.#language === 'c' ? [] : (/^'([^"'\\]*)'$/.exec(text) ?? []);
    return inner === undefined ? text : `"${inner}"`;
  }
}

/** Whether a list ends before another one begins in it. */
function isFlat(rest: readonly Token[]): boolean {
  const bracket = rest.find(({ text }) => OPENING.includes(text) || CLOSING.includes(text));
  return bracket !== undefined && CLOSING.includes(bracket.text);
}
