/** The only module that turns findings into text. */
import { hasText, t } from '../texts/translate.js';
import type { Finding, Message, Values } from './finding.js';

/** Selects and completes the texts of checks for an exercise. */
export interface Wording {
  /** Contexts whose texts take precedence over the common ones, the most specific first. */
  readonly contexts?: readonly string[];
  /** Values for the placeholders in the texts of every check, such as `{{functions}}`. */
  readonly values?: Readonly<Record<string, string>>;
}

/** Renders a message in the reader's language. */
export function renderMessage({ text, values = {} }: Message, wording: Wording = {}): string {
  return t(text, renderValues(values, wording), wording.contexts);
}

/** Renders what was observed, and the hint of the situation or, if it has none, of the check. */
export function renderFinding(
  { situation, values, cause, excerpt, why }: Finding,
  wording: Wording = {},
): { readonly observed: string; readonly hint?: string } {
  const { contexts } = wording;
  const all = {
    ...wording.values,
    ...renderValues(values, wording),
    ...(cause && { reason: renderFinding(cause, wording).observed }),
  };
  const check = situation.slice(0, situation.indexOf('.'));
  // Some situations of a check, such as compiler errors, differ only in their values or hints, and share a text.
  const first = (...keys: string[]) => keys.find((key) => hasText(`check.${key}`, contexts));
  const textFor = (key: string) => t(`check.${key}`, all, contexts);
  const observed = textFor(first(situation, `${check}.observed`) ?? situation).trimEnd();
  const hintKey = first(`${situation}-hint`, `${check}.hint`);
  const hint = why ? renderMessage(why, wording) : hintKey && textFor(hintKey);
  return {
    observed: excerpt === undefined ? observed : `${observed}\n${excerpt}`,
    ...(hint !== undefined && { hint }),
  };
}

/** A text of a check that does not depend on a finding; `undefined` if there is none. */
export function checkText(
  id: string,
  part: 'title' | 'expected',
  { contexts, values }: Wording,
): string | undefined {
  const key = `check.${id}.${part}`;
  return hasText(key, contexts) ? t(key, values, contexts) : undefined;
}

function renderValues(values: Values, wording: Wording): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'object' ? renderMessage(value, wording) : value,
    ]),
  );
}
