import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import i18next from 'i18next';
import { packageJson, packageRoot } from '../environment/package-root.js';

const LANGUAGE = 'en';

const translator = i18next.createInstance();
translator.init({
  lng: LANGUAGE,
  resources: { [LANGUAGE]: { translation: {} } },
  initAsync: false,
  interpolation: { escapeValue: false, defaultVariables: { appname: packageJson.name } },
  returnNull: false,
  // Otherwise i18next prints an advertisement to standard output, into the midst of our JSON.
  showSupportNotice: false,
});

const folder = path.join(packageRoot, 'i18n', LANGUAGE);
for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
  const texts = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
  translator.addResourceBundle(LANGUAGE, 'translation', texts, true, false);
}

/**
 * The interface text of `key` in `i18n/`, with `{{name}}` filled in from `values`.
 * @param values with a `context`, such as an exercise's id, `<key>_<context>` is preferred where it is there
 */
export function t(key: string, values: Record<string, string | number> = {}): string {
  return translator.t(key, values);
}

/** Whether `i18n/` has a text of this key, in this context or in none. */
export function hasText(key: string, context?: string): boolean {
  return translator.exists(key, context === undefined ? {} : { context });
}
