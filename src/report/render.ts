/** Where findings become text: the only place. */
import { hasText, t } from '../texts/translate.js';
import type { Finding, Message, Values } from './finding.js';

/** What fits the texts of checks to an exercise. */
export interface Wording {
  /** Whose texts are preferred to the common ones, the most specific first. */
  readonly contexts?: readonly string[];
  /** What stands in the texts of every check: `{{functions}}`. */
  readonly values?: Readonly<Record<string, string>>;
}

/** The message in the reader's language. */
export function renderMessage({ text, values = {} }: Message, wording: Wording = {}): string {
  return t(text, filledIn(values, wording), wording.contexts);
}

/** What was observed, and the hint of its situation or, where that has none, of its check. */
export function renderFinding(
  { situation, values, cause, excerpt }: Finding,
  wording: Wording = {},
): { readonly observed: string; readonly hint?: string } {
  const { contexts } = wording;
  const all = {
    ...wording.values,
    ...filledIn(values, wording),
    ...(cause && { reason: renderFinding(cause, wording).observed }),
  };
  const check = situation.slice(0, situation.indexOf('.'));
  // Situations that differ only in their values, or in their hint, share a text: errors of the compiler, missing tools.
  const first = (...keys: string[]) => keys.find((key) => hasText(`check.${key}`, contexts));
  const say = (key: string) => t(`check.${key}`, all, contexts);
  const observed = say(first(situation, `${check}.observed`) ?? situation).trimEnd();
  const hint = first(`${situation}-hint`, `${check}.hint`);
  return {
    observed: excerpt === undefined ? observed : `${observed}\n${excerpt}`,
    ...(hint !== undefined && { hint: say(hint) }),
  };
}

/** A text that stands for a check whatever was observed; `undefined` when there is none. */
export function checkText(
  id: string,
  part: 'title' | 'expected',
  { contexts, values }: Wording,
): string | undefined {
  const key = `check.${id}.${part}`;
  return hasText(key, contexts) ? t(key, values, contexts) : undefined;
}

function filledIn(values: Values, wording: Wording): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'object' ? renderMessage(value, wording) : value,
    ]),
  );
}
