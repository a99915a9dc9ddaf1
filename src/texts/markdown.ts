import { stripVTControlCharacters } from 'node:util';
import { wrapAnsi } from 'fast-wrap-ansi';
import { lexer, type Token, type Tokens } from 'marked';
import type { Terminal } from '../environment/terminal.js';
import { type Highlighter, loadHighlighter } from './highlight.js';
import { renderInline, restoreSpaces } from './inline.js';
import { renderTable } from './table.js';

const CODE_INDENT = '    ';

/** How to render a block. A nested block is rendered with a smaller width and then indented. */
interface Page {
  readonly terminal: Terminal;
  readonly width: number;
  readonly highlight: Highlighter;
}

/**
 * Renders Markdown for the terminal, wrapped to `terminal.textWidth`. Code blocks are indented but neither wrapped nor
 * changed, so that they can be copied.
 */
export async function renderMarkdown(source: string, terminal: Terminal): Promise<string> {
  const highlight = await loadHighlighter(terminal);
  return renderBlocks(lexer(source), { terminal, width: terminal.textWidth, highlight }).join('\n');
}

/** @param tight without empty lines between blocks, as in the items of a tight list */
function renderBlocks(tokens: readonly Token[], page: Page, tight = false): string[] {
  const lines: string[] = [];
  let previous: string | undefined;
  for (const token of tokens) {
    const block = renderBlock(token as Tokens.Generic, page);
    if (block.length === 0) continue;
    const joined = tight && previous !== 'code' && token.type !== 'code';
    if (previous !== undefined && !joined) lines.push('');
    lines.push(...block);
    previous = token.type;
  }
  return lines;
}

function renderBlock(token: Tokens.Generic, page: Page): string[] {
  const { terminal, width } = page;
  const { paint, symbols } = terminal;
  switch (token.type) {
    case 'heading':
      return heading(token as Tokens.Heading, page);
    case 'paragraph':
      return wrap(renderInline(token.tokens ?? [], terminal), width);
    case 'code':
      return code(token as Tokens.Code, page);
    case 'list':
      return list(token as Tokens.List, page);
    case 'blockquote': {
      const inner = renderBlocks(token.tokens ?? [], narrower(page, 2));
      return hangingIndent(inner, `${paint.dim(symbols.quote)} `, `${paint.dim(symbols.quote)} `);
    }
    case 'table':
      return renderTable(token as Tokens.Table, width, terminal);
    case 'hr':
      return [paint.dim(symbols.ruleLight.repeat(width))];
    case 'space':
    case 'def':
      return [];
    default:
      // Text of a tight list item, HTML, and other tokens of marked.
      return wrap(renderInline([token], terminal), width);
  }
}

function heading(token: Tokens.Heading, { terminal, width }: Page): string[] {
  const { paint, symbols } = terminal;
  const lines = wrap(paint.bold(renderInline(token.tokens, terminal)), width);
  if (token.depth > 2) return lines;
  const length = Math.max(...lines.map((line) => stripVTControlCharacters(line).length));
  const rule = token.depth === 1 ? symbols.ruleHeavy : symbols.ruleLight;
  return [...lines, paint.dim(rule.repeat(length))];
}

function code(token: Tokens.Code, { highlight }: Page): string[] {
  // "cpp fragment": the first word is the language.
  const language = (token.lang ?? '').split(/\s/)[0]!;
  // marked keeps the trailing newline of indented code blocks.
  const text = token.codeBlockStyle === 'indented' ? token.text.replace(/\n$/, '') : token.text;
  return hangingIndent(highlight(text, language).split('\n'), CODE_INDENT, CODE_INDENT);
}

function list(token: Tokens.List, page: Page): string[] {
  const { symbols } = page.terminal;
  const first = Number(token.start) || 1;
  const markers = token.items.map((_, index) =>
    token.ordered ? `${first + index}. ` : `${symbols.bullet} `,
  );
  const indent = Math.max(...markers.map((marker) => marker.length));
  return token.items.flatMap((item, index) => {
    const box = item.task ? `[${item.checked ? 'x' : ' '}] ` : '';
    const marker = markers[index]!.padStart(indent) + box;
    const inner = renderBlocks(item.tokens, narrower(page, marker.length), !token.loose);
    const lines = hangingIndent(inner, marker, ' '.repeat(marker.length));
    return token.loose && index > 0 ? ['', ...lines] : lines;
  });
}

/** Prefixes the first line and the others, without trailing spaces. */
function hangingIndent(lines: readonly string[], first: string, others: string): string[] {
  return (lines.length > 0 ? lines : ['']).map((line, index) =>
    line === '' ? (index === 0 ? first : others).trimEnd() : (index === 0 ? first : others) + line,
  );
}

function narrower(page: Page, columns: number): Page {
  return { ...page, width: page.width - columns };
}

function wrap(text: string, width: number): string[] {
  return text === '' ? [] : restoreSpaces(wrapAnsi(text, width)).split('\n');
}
