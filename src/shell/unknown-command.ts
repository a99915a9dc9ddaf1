import type { Stop } from '../report/stop.js';
import { nearest } from '../texts/nearest.js';
import { wrongUsage } from './wrong-usage.js';

/** The answer to a command that there is none of, with the one that was most likely meant. */
export function unknownCommand(word: string, known: readonly string[]): Stop {
  const suggestion = nearest(word, known);
  if (suggestion !== undefined) return wrongUsage('usage.unknownCommandButNear', { word, suggestion });
  return wrongUsage('usage.unknownCommand', { word });
}

/** The same for an option of a command, or of the program itself where no command is named. */
export function unknownOption(word: string, command: string | undefined, known: readonly string[]): Stop {
  const suggestion = nearest(word, known);
  if (suggestion !== undefined) return wrongUsage('usage.unknownOptionButNear', { word, suggestion });
  return command === undefined
    ? wrongUsage('usage.unknownOption', { word })
    : wrongUsage('usage.unknownOptionOf', { word, command });
}
