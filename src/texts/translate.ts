import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import i18next from 'i18next';
import { packageJson, packageRoot } from '../environment/package-root.js';
import { escapeControls } from './controls.js';

const LANGUAGE = 'en';

const translator = i18next.createInstance();
translator.init({
  lng: LANGUAGE,
  resources: { [LANGUAGE]: { translation: {} } },
  initAsync: false,
  // Values come from outside: a file's name, an argument, a message. None of them may control the terminal.
  interpolation: { escape: escapeControls, defaultVariables: { appname: packageJson.name } },
  returnNull: false,
});

const folder = path.join(packageRoot, 'i18n', LANGUAGE);
for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
  const texts = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
  translator.addResourceBundle(LANGUAGE, 'translation', texts, true, false);
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
