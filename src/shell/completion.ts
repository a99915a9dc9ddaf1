import { RULE_IDS } from '../checker/rule-names.js';
import { packageJson } from '../environment/package-root.js';
import type { CommandContext, CommandDefinition } from './command.js';
import { topicsOf } from './exercise-as-command.js';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type ShellName = (typeof SHELLS)[number];

/** What an argument or the value of an option can be. */
type Kind = 'dir' | 'file' | 'exercise' | 'topic' | 'shell' | 'rule';

type Course = Pick<CommandContext, 'commands' | 'catalogue'>;

const PROGRAM = packageJson.name;

/**
 * A script that completes commands, options and exercises in the given shell. It is generated from the definitions that
 * also parse the command line, so the two cannot disagree.
 */
export function completionScript(shell: ShellName, course: Course): string {
  return { bash, zsh, fish }[shell](course);
}

function bash(course: Course): string {
  const cases = course.commands.map((command) => {
    const { words, kinds } = completionsFor(command, course);
    const options = optionsOf(command).map(({ flag }) => flag);
    const files = kinds.includes('file') ? 'file' : kinds.includes('dir') ? 'dir' : '';
    return `    ${command.name}) words="${[...words, ...options].join(' ')}" files="${files}" ;;`;
  });
  const values = course.commands.flatMap((command) =>
    optionsOf(command).flatMap(({ flag, kind }) => {
      if (kind === undefined) return [];
      const source = kind === 'file' ? '-f' : `-W "${wordsFor(kind, course).join(' ')}"`;
      const names = kind === 'file' ? `compopt -o filenames 2>/dev/null; local IFS=$'\\n'; ` : '';
      return [
        `    "${command.name} ${flag}") ${names}COMPREPLY=($(compgen ${source} -- "$current")); return ;;`,
      ];
    }),
  );
  return `# bash completion for ${PROGRAM}
_${PROGRAM}() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD - 1]}" words="" files=""
  case "\${COMP_WORDS[1]} $previous" in
${values.join('\n')}
  esac
  if [[ $COMP_CWORD -eq 1 ]]; then
    COMPREPLY=($(compgen -W "${topicsOf(course).join(' ')}" -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  case "$files" in
    dir) compopt -o filenames 2>/dev/null; local IFS=$'\\n'; COMPREPLY+=($(compgen -d -- "\${current//\\\\/}")) ;;
    file) compopt -o filenames 2>/dev/null; local IFS=$'\\n'; COMPREPLY+=($(compgen -f -- "\${current//\\\\/}")) ;;
  esac
}
complete -F _${PROGRAM} ${PROGRAM}
`;
}

function zsh(course: Course): string {
  const exercises = course.catalogue.exercises.map(({ id, title }) => ({ name: id, summary: title }));
  const names = [...course.commands, ...exercises].map(
    ({ name, summary }) => `    ${singleQuoted(`${name}:${summary}`)}`,
  );
  const cases = course.commands.map((command) => {
    const specs = optionsOf(command).map(({ flag, summary, kind }) =>
      singleQuoted(`${flag}[${escapeSpec(summary)}]${kind ? `:value:${zshAction(kind, course)}` : ''}`),
    );
    const places = command.arguments.map((argument) =>
      singleQuoted(
        `${argument.variadic ? '*' : ''}:${argument.name}:${zshAction(kindOf(argument.name), course)}`,
      ),
    );
    return `    ${command.name}) _arguments ${[...specs, ...places].join(' ')} ;;`;
  });
  return `#compdef ${PROGRAM}
# zsh completion for ${PROGRAM}
_${PROGRAM}() {
  local -a commands
  commands=(
${names.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command="$words[2]"
  shift words
  (( CURRENT-- ))
  case "$command" in
${cases.join('\n')}
  esac
}
if [[ "$funcstack[1]" == _${PROGRAM} ]]; then
  _${PROGRAM} "$@"
else
  compdef _${PROGRAM} ${PROGRAM}
fi
`;
}

function fish(course: Course): string {
  const lines = course.commands.flatMap((command) => {
    const inside = `-n '__fish_seen_subcommand_from ${command.name}'`;
    const { words, kinds } = completionsFor(command, course);
    return [
      `complete -c ${PROGRAM} -n __fish_use_subcommand -a ${command.name} -d ${singleQuoted(command.summary)}`,
      ...optionsOf(command).map(({ flag, summary, kind }) => {
        const value = kind === 'file' ? ' -r -F' : kind ? ` -x -a '${wordsFor(kind, course).join(' ')}'` : '';
        return `complete -c ${PROGRAM} ${inside} -l ${flag.slice(2)} -d ${singleQuoted(summary)}${value}`;
      }),
      ...(words.length > 0 ? [`complete -c ${PROGRAM} ${inside} -a '${words.join(' ')}'`] : []),
      ...(kinds.includes('dir')
        ? [`complete -c ${PROGRAM} ${inside} -a '(__fish_complete_directories)'`]
        : []),
      ...(kinds.includes('file') ? [`complete -c ${PROGRAM} ${inside} -F`] : []),
    ];
  });
  const exercises = course.catalogue.exercises.map(
    ({ id, title }) => `complete -c ${PROGRAM} -n __fish_use_subcommand -a ${id} -d ${singleQuoted(title)}`,
  );
  return `# fish completion for ${PROGRAM}\ncomplete -c ${PROGRAM} -f\n${[...lines, ...exercises].join('\n')}\n`;
}

/** The kinds of a command's arguments, and every word that can be one of them. */
function completionsFor(command: CommandDefinition, course: Course): { words: string[]; kinds: Kind[] } {
  const kinds = command.arguments.map(({ name }) => kindOf(name));
  return { words: kinds.flatMap((kind) => wordsFor(kind, course)), kinds };
}

function optionsOf({
  options,
}: CommandDefinition): { flag: string; summary: string; kind: Kind | undefined }[] {
  return options.map(({ flags, summary }) => {
    const [flag = '', value] = flags.split(' ');
    return { flag, summary, kind: value === undefined ? undefined : kindOf(value.replace(/[<>[\]]/g, '')) };
  });
}

function kindOf(name: string): Kind {
  const known: readonly Kind[] = ['dir', 'exercise', 'topic', 'shell', 'rule'];
  return known.find((kind) => kind === name) ?? 'file';
}

function wordsFor(kind: Kind, { commands, catalogue }: Course): string[] {
  if (kind === 'exercise') return catalogue.exercises.map(({ id }) => id);
  if (kind === 'topic') return topicsOf({ commands, catalogue });
  if (kind === 'rule') return [...RULE_IDS];
  return kind === 'shell' ? [...SHELLS] : [];
}

function zshAction(kind: Kind, course: Course): string {
  if (kind === 'file') return '_files';
  return kind === 'dir' ? '_files -/' : `(${wordsFor(kind, course).join(' ')})`;
}

/** In single quotes, which bash, zsh and fish read alike. */
function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** In a spec of zsh's `_arguments`, `]` ends a description and `:` separates fields. */
function escapeSpec(text: string): string {
  return text.replace(/[[\]:]/g, (character) => `\\${character}`);
}
