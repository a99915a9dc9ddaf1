import path from 'node:path';
import type { Complaint } from './complaint.js';

const GNU_ERROR = /^(?<file>.+?):(?<line>\d+):(?:\d+:)? (?:fatal )?error: (?<message>.*)$/;
const MSVC_ERROR =
  /^\s*(?<file>.+?)\((?<line>\d+)(?:,\d+)?\): (?:fatal )?error (?<message>C\d+: .*?)(?: \[[^\]]+\])?$/;
const GNU_PLACE = /(?<file>[^\s:]+):(?<line>\d+)(?::\d+)?[:,]/;
const GNU_EXCERPT = /^\s*\d* \| /;
const LINKER = [
  /undefined reference to .*/,
  /multiple definition of .*/,
  /cannot find -l[^:\s]*/,
  /Undefined symbols? for architecture .*/,
  /library '?[^']+'? not found/,
  /error LNK\d+: .*/,
];

/**
 * The compiler's and linker's errors in the output of a build.
 * @param packageFolder where it was built; paths in the result are relative to it
 */
export function compilerComplaints(output: string, packageFolder: string): Complaint[] {
  const lines = output.split(/\r?\n/);
  const complaints: Complaint[] = [];
  lines.forEach((line, index) => {
    const groups = (GNU_ERROR.exec(line) ?? MSVC_ERROR.exec(line))?.groups;
    if (groups) {
      const own =
        ownPlace(groups.file!, groups.line!, packageFolder) ?? placeAround(lines, index, packageFolder);
      const excerpt = excerptAfter(lines, index);
      complaints.push({
        kind: 'compile',
        message: groups.message!,
        ...(own !== undefined && { where: own }),
        ...(excerpt !== '' && { excerpt }),
      });
      return;
    }
    const linkerMessage = LINKER.map((pattern) => pattern.exec(line)?.[0]).find(
      (found) => found !== undefined,
    );
    if (linkerMessage !== undefined) complaints.push({ kind: 'link', message: linkerMessage });
  });
  return complaints;
}

/** The compiler runs in `build/`: a file of the learner's is named `../myaddon.cc`. */
function ownPlace(file: string, line: string, packageFolder: string): string | undefined {
  const relative = path.relative(packageFolder, path.resolve(packageFolder, 'build', file));
  const outside = relative.startsWith('..') || path.isAbsolute(relative) || relative.startsWith('build');
  return outside ? undefined : `${relative.split(path.sep).join('/')}:${line}`;
}

/** For an error inside a header: the learner's line that led there, named in the lines around it. */
function placeAround(lines: readonly string[], index: number, packageFolder: string): string | undefined {
  for (const line of [
    ...lines.slice(Math.max(0, index - 12), index).reverse(),
    ...lines.slice(index + 1, index + 12),
  ]) {
    const groups = GNU_PLACE.exec(line)?.groups;
    const place = groups && ownPlace(groups.file!, groups.line!, packageFolder);
    if (place) return place;
  }
  return undefined;
}

function excerptAfter(lines: readonly string[], index: number): string {
  const excerpt: string[] = [];
  for (const line of lines.slice(index + 1, index + 5)) {
    if (!GNU_EXCERPT.test(line)) break;
    excerpt.push(line);
  }
  return excerpt.slice(0, 2).join('\n');
}
