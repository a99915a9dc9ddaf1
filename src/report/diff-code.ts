import { structuredPatch } from 'diff';
import type { Terminal } from '../environment/terminal.js';
import { type Statement, statementsOf } from './code-statements.js';
import type { CodeLanguage } from './code-tokens.js';
import { printable } from './printable.js';

/**
 * The difference between two programs, statement by statement, with three of them around each. Comments, white space and
 * line breaks do not count; in JSON, the order of keys does not, either. Empty if nothing else differs.
 */
export function diffCode(
  before: string,
  after: string,
  language: CodeLanguage,
  { paint }: Terminal,
): string[] {
  const official = statementsOf(after, language);
  const learners = statementsOf(language === 'json' ? inOrderOf(before, after) : before, language);
  const textOf = (statements: readonly Statement[]) => statements.map(({ key }) => `${key}\n`).join('');
  const { hunks } = structuredPatch('', '', textOf(learners), textOf(official), '', '', { context: 3 });
  return hunks.flatMap(({ oldStart, newStart, lines }) => {
    let [old, fresh] = [oldStart - 1, newStart - 1];
    const from = learners[old]?.line ?? 0;
    const to = official[fresh]?.line ?? 0;
    const shown = lines
      .filter((line) => !line.startsWith('\\'))
      .map((line) => {
        if (line.startsWith('-')) return paint.red(`-${printable(learners[old++]!.shown)}`);
        const text = printable(official[fresh++]!.shown);
        if (line.startsWith('+')) return paint.green(`+${text}`);
        old++;
        return ` ${text}`;
      });
    return [...(language === 'json' ? [] : [paint.dim(`@@ ${from} ${to} @@`)]), ...shown];
  });
}

/** The JSON text with its keys in the order of the other text; unchanged if one of them is not valid. */
function inOrderOf(text: string, other: string): string {
  try {
    return JSON.stringify(inOrder(JSON.parse(text), JSON.parse(other)));
  } catch {
    return text;
  }
}

function inOrder(value: unknown, other: unknown): unknown {
  if (!isObject(value) || !isObject(other)) return value;
  const keys = [...new Set([...Object.keys(other), ...Object.keys(value)])].filter((key) => key in value);
  return Object.fromEntries(keys.map((key) => [key, inOrder(value[key], other[key])]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
