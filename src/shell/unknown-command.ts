import type { Stop } from '../report/stop.js';
import { nearest } from '../texts/nearest.js';
import { wrongUsage } from './wrong-usage.js';

/** The error for an unknown command; suggests a similar one if there is any. */
export function unknownCommand(word: string, known: readonly string[]): Stop {
  const suggestion = nearest(word, known);
  if (suggestion !== undefined) return wrongUsage('usage.unknownCommandButNear', { word, suggestion });
  return wrongUsage('usage.unknownCommand', { word });
}

/**
 * The error for an unknown option; suggests a similar one if there is any.
 * @param command the command that was called; `undefined` for an option before any command
 */
export function unknownOption(word: string, command: string | undefined, known: readonly string[]): Stop {
  const suggestion = nearest(word, known);
  if (suggestion !== undefined) return wrongUsage('usage.unknownOptionButNear', { word, suggestion });
  return command === undefined
    ? wrongUsage('usage.unknownOption', { word })
    : wrongUsage('usage.unknownOptionOf', { word, command });
}
