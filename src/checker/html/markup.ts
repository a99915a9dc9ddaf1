/** Texts as HTML. */
import { escapeControls } from '../../texts/controls.js';
import { t } from '../../texts/translate.js';

/** A text of the interface as HTML. */
export function text(key: string, values: Record<string, string | number> = {}): string {
  return escaped(t(key, values));
}

/** Any text as HTML, also inside quoted attributes. */
export function escaped(anything: string): string {
  return escapeControls(anything).replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}
