import { readFileSync } from 'node:fs';
import path from 'node:path';
import i18next from 'i18next';
import { packageJson, packageRoot } from '../environment/package-root.js';

const translations = JSON.parse(readFileSync(path.join(packageRoot, 'i18n', 'en.json'), 'utf8'));

const translator = i18next.createInstance();
translator.init({
  lng: 'en',
  resources: { en: { translation: translations } },
  initAsync: false,
  interpolation: { escapeValue: false, defaultVariables: { appname: packageJson.name } },
  returnNull: false,
  // Otherwise i18next prints an advertisement to standard output, into the midst of our JSON.
  showSupportNotice: false,
});

/** The interface text of `key` in `i18n/en.json`, with `{{name}}` filled in from `values`. */
export function t(key: string, values: Record<string, string | number> = {}): string {
  return translator.t(key, values);
}

/** Whether `i18n/en.json` has a text of this key. */
export function hasText(key: string): boolean {
  return translator.exists(key);
}
