import type { Complaint } from '../build/complaint.js';
import { ADDON_API } from './advice/addon-api.js';
import { C } from './advice/c.js';
import { CPP } from './advice/cpp.js';
import { JAVASCRIPT } from './advice/javascript.js';
import { SHARED } from './advice/shared.js';
import { type Advice, MARK, RANKS, type Table } from './advice/table.js';

type CompilerError = Pick<Complaint, 'message' | 'excerpt' | 'method' | 'where'>;

/** The tables for each language. */
const TABLES: Readonly<Record<'cpp' | 'c', readonly Table[]>> = {
  cpp: [JAVASCRIPT, SHARED, CPP, ADDON_API],
  c: [JAVASCRIPT, SHARED, C],
};

/** All entries. */
export const ADVICE: readonly Advice[] = [...new Set([...TABLES.cpp, ...TABLES.c])].flatMap((table) =>
  RANKS.flatMap((rank) => table[rank] ?? []),
);

/**
 * Maps a compiler error to a situation of the check `builds`: typical mistakes of JavaScript developers. `undefined`
 * for errors that the tables do not contain.
 */
export function compileAdvice(error: CompilerError): Advice['situation'] | undefined {
  const situation = fittingAdvice(error)[0]?.situation;
  return situation === 'not-known-yet' && wantsClosure(error) ? 'no-closure' : situation;
}

/** The matching entries of the first rank that has any: at most one. */
export function fittingAdvice(error: CompilerError): readonly Advice[] {
  const message = straightenQuotes(error.message);
  const code = codeOf(error.excerpt);
  const marked = codeOf(markedLine(error.excerpt));
  const fits = (advice: Advice) =>
    advice.says.test(message) && (advice.line?.test(code) ?? true) && (advice.marked?.test(marked) ?? true);
  const tables = TABLES[/\.[ch](?::|$)/.test(error.where ?? '') ? 'c' : 'cpp'];
  const byRank = RANKS.map((rank) => tables.flatMap((table) => table[rank] ?? []).filter(fits));
  return byRank.find((fitting) => fitting.length > 0) ?? [];
}

/** Whether a method uses another function's variable. A name that is called is more likely a function defined later. */
function wantsClosure({ message, excerpt, method }: CompilerError): boolean {
  const name = /'(\w+)' was not declared/.exec(straightenQuotes(message))?.[1];
  return (
    name !== undefined &&
    method !== undefined &&
    !new RegExp(`\\b${name}\\s*(?:\\(|::)`).test(codeOf(excerpt))
  );
}

function straightenQuotes(message: string): string {
  return message.replace(/[‘’]/g, "'");
}

/** The rejected line with `MARK` in front of what its marker points at. */
function markedLine(excerpt = ''): string {
  const [line = '', marker = ''] = excerpt.split('\n');
  const column = marker.indexOf('^') === -1 ? -1 : marker.search(/[~^]/);
  return column === -1 ? line : `${line.slice(0, column)}${MARK}${line.slice(column)}`;
}

/**
 * The rejected line without its gutter, its comments, and the contents of its strings. Of characters in single quotes,
 * `'x'` remains of one, and `'xx'` of several.
 */
function codeOf(excerpt = ''): string {
  const [line = ''] = excerpt.split('\n');
  return line.replace(/^\s*\d+ \| ?/, '').replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\/\/.*$/g, (text) => {
    if (text[0] === '"') return '""';
    if (text[0] !== "'") return '';
    return /^'(?:\\(?:x[\da-fA-F]+|[0-7]+|.)|.)'$/.test(text.replaceAll(MARK, '')) ? "'x'" : "'xx'";
  });
}
