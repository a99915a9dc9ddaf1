import { Command } from 'commander';
import { EXIT, Stop } from '../report/stop.js';
import { unknownCommand, unknownOption } from './unknown-command.js';
import { wrongUsage } from './wrong-usage.js';

/** A commander command with our own help pages and error messages. */
export class ShellCommand extends Command {
  readonly #helpPage: () => string;
  readonly #topics: readonly string[];

  /** @param topics what can be typed in place of a command, for suggestions */
  constructor(name: string, helpPage: () => string, topics: readonly string[] = []) {
    super(name);
    this.#helpPage = helpPage;
    this.#topics = topics;
  }

  override helpInformation(): string {
    return this.#helpPage();
  }

  /** Commander calls this for every usage error; the message has the offending word in single quotes. */
  override error(message: string, options?: { code?: string }): never {
    const word = /'([^']*)'/.exec(message)?.[1] ?? '';
    const command = this.name();
    switch (options?.code) {
      case 'commander.unknownCommand':
        throw unknownCommand(word, this.#topics);
      case 'commander.unknownOption':
        throw unknownOption(word, this.parent ? command : undefined, this.#flags());
      case 'commander.missingArgument':
        throw wrongUsage('usage.missingArgument', { command, argument: word });
      case 'commander.excessArguments':
        throw wrongUsage('usage.tooManyArguments', { command });
      case 'commander.optionMissingArgument':
        throw wrongUsage('usage.missingValue', { command, option: word });
      default:
        throw new Stop(message, EXIT.usage);
    }
  }

  #flags(): string[] {
    return this.createHelp()
      .visibleOptions(this)
      .flatMap(({ long }) => long ?? []);
  }
}
