import type { Terminal } from '../environment/terminal.js';

/** Paints code of a language, without changing a sign of it. */
export type Highlighter = (code: string, language: string) => string;

/** A highlighter for the languages of the course; one that paints nothing where there is no colour. */
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
  // `gyp` is known as what it is: Python.
  return (code, language) =>
    emphasize.registered(language) ? emphasize.highlight(language, code, sheet).value : code;
}
