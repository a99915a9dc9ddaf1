import type { Token, Tokens } from 'marked';
import type { Terminal } from '../environment/terminal.js';
import { toAscii } from './ascii.js';

const NO_BREAK_SPACE = '\u00a0';
const MAX_UNBROKEN_CODE = 40;

/**
 * Renders inline Markdown, not wrapped yet. Spaces in short code are no-break spaces: call `restoreSpaces` after
 * wrapping.
 */
export function renderInline(tokens: readonly Token[], terminal: Terminal): string {
  return tokens.map((token) => renderToken(token as Tokens.Generic, terminal)).join('');
}

/** Protects code of up to `maxLength` characters from being wrapped: half a command on a line cannot be copied. */
export function protectSpaces(code: string, maxLength: number): string {
  return code.length <= maxLength ? code.replaceAll(' ', NO_BREAK_SPACE) : code;
}

/** Undoes `protectSpaces` in text that has been wrapped. */
export function restoreSpaces(text: string): string {
  return text.replaceAll(NO_BREAK_SPACE, ' ');
}

function renderToken(token: Tokens.Generic, terminal: Terminal): string {
  const { paint } = terminal;
  const inner = () => renderInline(token.tokens ?? [], terminal);
  switch (token.type) {
    case 'strong':
      return paint.bold(inner());
    case 'em':
      return paint.italic(inner());
    case 'del':
      return paint.strikethrough(inner());
    case 'codespan':
      return code(token.text, terminal);
    case 'link':
      return link(inner(), token.href, terminal);
    case 'image':
      return link(plain(token.text, terminal), token.href, terminal);
    case 'br':
      return '\n';
    case 'html':
      return token.text.startsWith('<!--') ? '' : plain(token.text, terminal);
    case 'checkbox':
      // Rendered with the marker of its list item.
      return '';
    default:
      return token.tokens ? inner() : plain(token.text, terminal);
  }
}

/** Without colour, backticks mark the code. */
function code(text: string, { colour, paint, textWidth }: Terminal): string {
  // In a narrow window, at most half a line.
  const unbroken = protectSpaces(text, Math.min(MAX_UNBROKEN_CODE, Math.ceil(textWidth / 2) + 1));
  return colour ? paint.yellow(unbroken) : `\`${unbroken}\``;
}

/** Links cannot be clicked in every terminal: the URL is printed. */
function link(text: string, href: string, { paint }: Terminal): string {
  const address = paint.underline(href);
  return text === href || `mailto:${text}` === href ? address : `${text} (${address})`;
}

function plain(text: string, { unicode }: Terminal): string {
  const decoded = text
    .replace(/\n/g, ' ')
    .replace(/&nbsp;/g, NO_BREAK_SPACE)
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');
  return unicode ? decoded : toAscii(decoded);
}
