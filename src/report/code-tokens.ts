export type CodeLanguage = 'c' | 'javascript' | 'python' | 'json';

/** A token of a program: a word, a literal, or a single character of punctuation. */
export interface Token {
  readonly text: string;
  /** Counted from 1. */
  readonly line: number;
  /** There is white space or a comment before it. */
  readonly spaced: boolean;
  /** It is the first one in its line. */
  readonly startsLine: boolean;
}

const SPACE = /\s+/y;
const C_COMMENT = /\/\/.*|\/\*[\s\S]*?(?:\*\/|$)/y;
const WORD = /[\p{L}_$][\p{L}\p{N}_$]*/uy;
/** C++ allows apostrophes between digits: `1'000`. */
const NUMBER = /\.?\d(?:[\w.]|'(?=\w))*/y;
const STRING = /"(?:\\[\s\S]|[^"\\\n])*"?|'(?:\\[\s\S]|[^'\\\n])*'?/y;

/** What a language skips, and its tokens besides words, numbers and strings. The first pattern that matches counts. */
const LANGUAGES: Record<CodeLanguage, { skipped: readonly RegExp[]; tokens: readonly RegExp[] }> = {
  c: {
    skipped: [SPACE, C_COMMENT],
    // A directive ends with its line, and can end with a comment. A raw string can contain anything.
    tokens: [/#(?:\\\r?\n|(?!\/\/|\/\*).)*/y, /(?:u8|[uUL])?R"([^(\s]*)\([\s\S]*?\)\1"/y],
  },
  javascript: { skipped: [SPACE, C_COMMENT], tokens: [/`(?:\\[\s\S]|[^`\\])*`?/y] },
  python: { skipped: [SPACE, /#.*/y], tokens: [/"""[\s\S]*?"""|'''[\s\S]*?'''/y] },
  json: { skipped: [SPACE], tokens: [] },
};
const REGULAR_EXPRESSION = /\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/\w*/y;
/** After one of these, a slash begins a regular expression in JavaScript. */
const BEFORE_EXPRESSION = /^(?:[([{,;=:!&|?+\-*%<>~^]|return|typeof|case)$/;

/** The tokens of a program, without white space and comments. Never fails: an unknown character is a token. */
export function tokensOf(code: string, language: CodeLanguage): Token[] {
  const { skipped, tokens } = LANGUAGES[language];
  const found: Token[] = [];
  let line = 1;
  let spaced = false;
  let startsLine = true;
  for (let at = 0; at < code.length; ) {
    const skip = firstMatch(skipped, code, at);
    const last = found.at(-1)?.text ?? ';';
    const isExpression = language === 'javascript' && BEFORE_EXPRESSION.test(last);
    const patterns = [...tokens, ...(isExpression ? [REGULAR_EXPRESSION] : []), WORD, NUMBER, STRING];
    const text = skip ?? firstMatch(patterns, code, at) ?? code.slice(at, at + 1);
    if (skip === undefined) {
      found.push({ text: text.trimEnd(), line, spaced, startsLine });
      [spaced, startsLine] = [false, false];
    } else {
      spaced = true;
      startsLine ||= text.includes('\n');
    }
    line += text.split('\n').length - 1;
    at += text.length;
  }
  return found;
}

function firstMatch(patterns: readonly RegExp[], code: string, at: number): string | undefined {
  for (const pattern of patterns) {
    pattern.lastIndex = at;
    const text = pattern.exec(code)?.[0];
    if (text) return text;
  }
  return undefined;
}
