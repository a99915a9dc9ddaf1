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

/** The texts of a situation; where an exercise has words of its own for it, those. */
export function situationTexts(
  situation: string,
  values: Record<string, string | number>,
  exerciseId?: string,
): Pick<Failure, 'observed' | 'hint'> {
  const context = exerciseId === undefined ? {} : { context: exerciseId };
  const hint = `check.${situation}-hint`;
  return {
    observed: t(`check.${situation}`, { ...values, ...context }),
    ...(hasText(hint, exerciseId) && { hint: t(hint, { ...values, ...context }) }),
  };
}
