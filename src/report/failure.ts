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
  const hint = `check.${situation}-hint`;
  return {
    observed: t(`check.${situation}`, values),
    ...(hasText(hint) && { hint: t(hint, values) }),
    ...(where !== undefined && { where }),
  };
}
