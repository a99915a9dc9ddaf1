import type { Token, Tokens } from 'marked';
import type { Terminal } from '../environment/terminal.js';
import { toAscii } from './ascii.js';

const HARD_SPACE = '\u00a0';
const LONGEST_UNBROKEN_CODE = 40;

/** Markdown within a line, painted for the terminal and not wrapped yet. Pass what is wrapped to `softenSpaces`. */
export function renderInline(tokens: readonly Token[], terminal: Terminal): string {
  return tokens.map((token) => one(token as Tokens.Generic, terminal)).join('');
}

/** Spaces in short code are hard ones while lines are broken: half a command on a line cannot be copied. */
export function hardenSpaces(code: string, longest: number): string {
  return code.length <= longest ? code.replaceAll(' ', HARD_SPACE) : code;
}

/** To be called once lines are broken. */
export function softenSpaces(text: string): string {
  return text.replaceAll(HARD_SPACE, ' ');
}

function one(token: Tokens.Generic, terminal: Terminal): string {
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
      // Drawn with the marker of its list item.
      return '';
    default:
      return token.tokens ? inner() : plain(token.text, terminal);
  }
}

/** Where there is no colour to tell code from text, its backticks do. */
function code(text: string, { colour, paint, textWidth }: Terminal): string {
  // In a narrow window, no more than half a line of it.
  const unbroken = hardenSpaces(text, Math.min(LONGEST_UNBROKEN_CODE, Math.ceil(textWidth / 2) + 1));
  return colour ? paint.yellow(unbroken) : `\`${unbroken}\``;
}

/** A terminal has nothing to click on: the address is shown. */
function link(text: string, href: string, { paint }: Terminal): string {
  const address = paint.underline(href);
  return text === href || `mailto:${text}` === href ? address : `${text} (${address})`;
}

function plain(text: string, { unicode }: Terminal): string {
  const decoded = text
    .replace(/\n/g, ' ')
    .replace(/&nbsp;/g, HARD_SPACE)
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');
  return unicode ? decoded : toAscii(decoded);
}
