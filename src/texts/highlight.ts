import type { Terminal } from '../environment/terminal.js';

/** Adds colour to code; the text itself stays the same. */
export type Highlighter = (code: string, language: string) => string;

/** A highlighter for the languages of the course; without colour in the terminal, it returns code unchanged. */
export async function loadHighlighter({ colour, paint }: Terminal): Promise<Highlighter> {
  if (!colour) return (code) => code;
  const { common, createEmphasize } = await import('emphasize');
  const emphasize = createEmphasize(common);
  const sheet = {
    comment: paint.gray,
    keyword: paint.magenta,
    literal: paint.yellow,
    number: paint.yellow,
    string: paint.green,
    regexp: paint.green,
    type: paint.cyan,
    built_in: paint.cyan,
    'title class_': paint.cyan,
    title: paint.blueBright,
    attr: paint.cyan,
    meta: paint.magenta,
    'meta string': paint.green,
    addition: paint.green,
    deletion: paint.red,
  };
  return (code, language) =>
    emphasize.registered(language) ? emphasize.highlight(language, code, sheet).value : code;
}
