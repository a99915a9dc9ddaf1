import { nearest } from '../texts/nearest.js';
import { t } from '../texts/translate.js';
import { UsageError } from './usage-error.js';

/** The answer to a command that there is none of, with the one that was most likely meant. */
export function unknownCommand(word: string, known: readonly string[]): UsageError {
  const suggestion = nearest(word, known);
  return new UsageError(
    suggestion === undefined
      ? t('usage.unknownCommand', { word })
      : t('usage.unknownCommandButNear', { word, suggestion }),
  );
}

/** The same for an option of a command, or of the program itself where no command is named. */
export function unknownOption(
  word: string,
  command: string | undefined,
  known: readonly string[],
): UsageError {
  const suggestion = nearest(word, known);
  if (suggestion !== undefined) return new UsageError(t('usage.unknownOptionButNear', { word, suggestion }));
  return new UsageError(
    command === undefined
      ? t('usage.unknownOption', { word })
      : t('usage.unknownOptionOf', { word, command }),
  );
}
