import type { ArgumentDefinition, CommandDefinition } from './command.js';

/** `start [exercise] [dir]`: the command with its arguments. */
export function usage(command: CommandDefinition): string {
  return [command.name, ...command.arguments.map(argumentUsage)].join(' ');
}

/** `<dir>`, `[exercise]` or `[args...]`: as commander reads it and as help shows it. */
export function argumentUsage({ name, required, variadic }: ArgumentDefinition): string {
  const inner = variadic ? `${name}...` : name;
  return required ? `<${inner}>` : `[${inner}]`;
}
