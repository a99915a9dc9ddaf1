import { hasText, t } from '../texts/translate.js';
import type { Failure } from './check.js';

/**
 * A failure in one of the situations that a check knows: `check.<id>.<situation>` says what was observed, and
 * `check.<id>.<situation>-hint`, where there is one, explains it better than the check's common hint.
 * @param situation `<id>.<situation>`
 */
export function failureOf(
  situation: string,
  values: Record<string, string | number> = {},
  where?: string | undefined,
): Failure {
  return {
    ...situationTexts(situation, values),
    situation: { name: situation, values },
    ...(where !== undefined && { where }),
  };
}

/** The texts of a situation; where one of the contexts has words of its own for it, those. */
export function situationTexts(
  situation: string,
  values: Record<string, string | number>,
  contexts: readonly string[] = [],
): Pick<Failure, 'observed' | 'hint'> {
  const hint = `check.${situation}-hint`;
  return {
    observed: t(`check.${situation}`, values, contexts),
    ...(hasText(hint, contexts) && { hint: t(hint, values, contexts) }),
  };
}
