import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import i18next from 'i18next';
import { packageJson, packageRoot } from '../environment/package-root.js';
import { escapeControls } from './controls.js';

const LANGUAGE = 'en';

interface Texts {
  [key: string]: string | Texts;
}

const translator = i18next.createInstance();
translator.init({
  lng: LANGUAGE,
  resources: { [LANGUAGE]: { translation: readTexts(path.join(packageRoot, 'i18n', LANGUAGE)) } },
  initAsync: false,
  // Values come from outside: a file's name, an argument, a message. None of them may control the terminal.
  interpolation: { escape: escapeControls, defaultVariables: { appname: packageJson.name } },
  returnNull: false,
});

/** The texts of all files in a folder. i18next can add one file after another, and copies everything each time. */
function readTexts(folder: string): Texts {
  const texts: Texts = {};
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json')))
    addTexts(JSON.parse(readFileSync(path.join(folder, file), 'utf8')), texts);
  return texts;
}

function addTexts(more: Texts, texts: Texts): void {
  for (const [key, value] of Object.entries(more)) {
    const known = texts[key];
    if (typeof known === 'object' && typeof value === 'object') addTexts(value, known);
    else texts[key] ??= value;
  }
}

/**
 * The text of `key` in `i18n/`.
 * @param values replace `{{name}}` in the text
 * @param contexts the first one that has its own text, `<key>_<context>`, overrides the common text
 */
export function t(
  key: string,
  values: Record<string, string | number> = {},
  contexts: readonly string[] = [],
): string {
  const context = contexts.find((name) => translator.exists(`${key}_${name}`));
  return translator.t(context === undefined ? key : `${key}_${context}`, values);
}

/** Whether `i18n/` has a text for this key, common or for one of the contexts. */
export function hasText(key: string, contexts: readonly string[] = []): boolean {
  return translator.exists(key) || contexts.some((name) => translator.exists(`${key}_${name}`));
}
