import type { Catalogue } from '../course/catalogue.js';
import type { CommandContext } from './command.js';

/** The command that an exercise in place of a command stands for. */
const SELECT = 'select';

/** The arguments with the command that is left out: `5` and `off the js thread` mean `select`. */
export function withCommand(
  { commands, catalogue }: Pick<CommandContext, 'commands' | 'catalogue'>,
  argv: readonly string[],
): string[] {
  const words = argv.filter((word) => !word.startsWith('-'));
  const hasCommand = commands.some(({ name }) => name === words[0]);
  return !hasCommand && namesExercise(catalogue, words.join(' ')) ? [SELECT, ...argv] : [...argv];
}

/** Whether the text can only mean an exercise; a number does, even if there is no exercise with it. */
export function namesExercise(catalogue: Catalogue, text: string): boolean {
  return /^\d+$/.test(text) || catalogue.find(text) !== undefined;
}

/** The names of all commands and the ids of all exercises. */
export function topicsOf({ commands, catalogue }: Pick<CommandContext, 'commands' | 'catalogue'>): string[] {
  return [...commands.map(({ name }) => name), ...catalogue.exercises.map(({ id }) => id)];
}
