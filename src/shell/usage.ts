import type { ArgumentDefinition, CommandDefinition } from './command.js';

/** The command with its arguments: `start [exercise] [dir]`. */
export function usage(command: CommandDefinition): string {
  return [command.name, ...command.arguments.map(argumentUsage)].join(' ');
}

/** An argument in commander's syntax, which help shows too: `<dir>`, `[exercise]` or `[args...]`. */
export function argumentUsage({ name, required, variadic }: ArgumentDefinition): string {
  const inner = variadic ? `${name}...` : name;
  return required ? `<${inner}>` : `[${inner}]`;
}
