import { CommanderError } from 'commander';
import { packageJson } from '../environment/package-root.js';
import type { CommandContext, CommandDefinition, CommandOptions } from './command.js';
import { topicsOf, withCommand } from './exercise-as-command.js';
import { generalHelp, helpFor } from './help-text.js';
import { unpaged } from './pager.js';
import { ShellCommand } from './shell-command.js';
import { argumentUsage } from './usage.js';

/**
 * Parses a command line with the definitions in `context.commands` and runs the command that it names.
 * @returns the exit code of the command
 * @throws {Stop} when the command line is invalid, or the command throws it
 */
export async function runProgram(context: CommandContext, argv: readonly string[]): Promise<number> {
  const outcome = { exitCode: 0 };
  const program = new ShellCommand(packageJson.name, () => generalHelp(context), topicsOf(context))
    .helpCommand(false)
    .enablePositionalOptions()
    .version(packageJson.version, '-v, --version')
    .option('--verbose')
    .option('--no-pager')
    .configureOutput({ writeOut: (text) => context.print(text.trimEnd()) })
    .exitOverride();

  for (const definition of context.commands) {
    const command = buildCommand(definition, () => helpFor(definition, context.terminal));
    command.copyInheritedSettings(program).action(async () => {
      const options = command.opts<CommandOptions>();
      const isPaged = options.pager !== false && program.opts<CommandOptions>().pager !== false;
      outcome.exitCode = await definition.run(isPaged ? context : unpaged(context), command.args, options);
    });
    program.addCommand(command);
  }

  try {
    await program.parseAsync(withSeparator(context, withCommand(context, argv)), { from: 'user' });
  } catch (error) {
    // With exitOverride(), commander throws after it has printed the help or the version.
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode;
  }
  return outcome.exitCode;
}

/** commander removes the first `--`, so commands that need it get another one. */
function withSeparator({ commands }: CommandContext, argv: readonly string[]): string[] {
  const named = argv.find((word) => !word.startsWith('-'));
  const keeps = commands.some(({ name, keepsSeparator }) => name === named && keepsSeparator === true);
  const at = argv.indexOf('--');
  return keeps && at !== -1 ? argv.toSpliced(at, 0, '--') : [...argv];
}

function buildCommand(definition: CommandDefinition, helpPage: () => string): ShellCommand {
  const command = new ShellCommand(definition.name, helpPage);
  for (const argument of definition.arguments) command.argument(argumentUsage(argument));
  for (const { flags } of definition.options) command.option(flags);
  // Every command accepts it: the stack of an internal error is shown only with --verbose.
  if (!definition.options.some(({ flags }) => flags === '--verbose')) command.option('--verbose');
  if (definition.passThrough) command.passThroughOptions();
  return command;
}
