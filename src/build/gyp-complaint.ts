import { literal } from '../texts/regexp.js';
import type { Complaint } from './complaint.js';

/**
 * Finds gyp's error about binding.gyp in the output of a failed `node-gyp configure`; `undefined` when it failed for
 * another reason.
 * @param gypText the learner's binding.gyp, to quote the line
 */
export function gypComplaint(output: string, gypText: string): Complaint | undefined {
  const lines = gypText.split(/\r?\n/);
  const at = (line: number, message: string): Complaint => ({
    kind: 'gyp',
    message,
    where: `binding.gyp:${line}`,
    excerpt: `${String(line).padStart(5)} | ${lines[line - 1] ?? ''}`,
  });

  // gyp evaluates the file as a Python literal, so errors arrive as Python tracebacks.
  const traced = /File "(?:[^"]*binding\.gyp|<string>)", line (\d+)[\s\S]*?^(\w+Error: .*)$/m.exec(output);
  if (traced) return at(Number(traced[1]), traced[2]!.replace(/ while reading .*/, ''));

  if (/KeyError: 'target_name'/.test(output))
    return { kind: 'gyp', message: 'a target has no target_name', where: 'binding.gyp' };

  const failedCommand = /Call to '(.*)' returned exit status (\d+) while in binding\.gyp/.exec(output);
  if (failedCommand) {
    const reason = /^(?:\w*Error: )?(Cannot find module '.*'|\w*Error: .*)$/m.exec(output)?.[1];
    const line = lines.findIndex((text) => text.includes('<!')) + 1;
    const message = `the command ${failedCommand[1]} failed${reason ? `: ${reason}` : ''}`;
    return line > 0 ? at(line, message) : { kind: 'gyp', message, where: 'binding.gyp' };
  }

  const reported =
    /^gyp: (.*?)(?: while (?:reading|in|trying to load) .*)?$/m.exec(output)?.[1] ??
    /^gyp\.common\.GypError: (.*)$/m.exec(output)?.[1] ??
    // gyp itself crashed, because it validates few of its input types.
    /^Traceback[\s\S]*?^(\w+Error: .*?)(?: while (?:reading|trying to load) .*)?$/m.exec(output)?.[1];
  return reported === undefined ? undefined : { kind: 'gyp', message: reported, where: 'binding.gyp' };
}

/** Finds a source that binding.gyp names but does not exist: make has no rule for its object, MSVC cannot open it. */
export function missingSource(output: string, gypText: string): Complaint | undefined {
  const object = /No rule to make target [`'"]([^`'"]+)['"`]/.exec(output)?.[1];
  const source = object?.replace(/^.*obj\.target\/[^/]+\//, '') ?? unopenedSource(output);
  if (source === undefined) return undefined;
  const stem = source
    .replaceAll('\\', '/')
    .replace(/^(?:\.\.\/)+/, '')
    .replace(/\.\w+$/, '');
  const named = new RegExp(`["']((?:[^"']*[\\\\/])?${literal(stem)}\\.\\w+)["']`);
  const lines = gypText.split(/\r?\n/);
  const index = lines.findIndex((text) => named.test(text));
  if (index === -1) return undefined;
  return {
    kind: 'gyp',
    message: `there is no file ${named.exec(lines[index]!)![1]}`,
    where: `binding.gyp:${index + 1}`,
    excerpt: `${String(index + 1).padStart(5)} | ${lines[index]}`,
  };
}

function unopenedSource(output: string): string | undefined {
  return /fatal error C1083: Cannot open source file: '([^']+)'/.exec(output)?.[1];
}
