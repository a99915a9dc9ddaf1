import path from 'node:path';
import type { Complaint } from './complaint.js';
import { linkerComplaint } from './linker-complaint.js';
import { ownPlace } from './own-place.js';

const GNU_ERROR =
  /^(?<file>.+?):(?<line>\d+):(?:\d+:)? (?:(?:fatal )?error: |warning: (?=passing objects of ))(?<message>.*)$/;
/** A warning of g++ where other compilers refuse. */
const REFUSED = /^passing objects of non-trivially-copyable type .* through /;
const MSVC_ERROR =
  /^\s*(?<file>.+?)\((?<line>\d+)(?:,\d+)?\): (?:fatal )?error (?<message>C\d+: .*?)(?: \[[^\]]+\])?$/;
/** An error in the command line, not in the code. The linker's own messages already report a failed link. */
const OPTION_ERROR =
  /^(?:\S*[\\/])?(?<tool>(?:\w+-)*(?:g\+\+|gcc|c\+\+|cc|clang|clang\+\+|cc1|cc1plus)(?:-\d+)?): (?:fatal )?error: (?<message>(?!linker command failed).*)$/;
/** g++ names the function before its errors; the next errors may be outside any method. */
const GNU_SCOPE = /^(?<file>\S.*?): (?:In (?:[\w ]+ )?member function ['‘](?<method>.*)['’]|In .*|At .*):$/;
const GNU_PLACE = /^(?:In file included from |\s+from )?(?<file>\S.*?):(?<line>\d+)(?::\d+)?[:,]/;
const MSVC_PLACE = /^\s*(?<file>\S.*?)\((?<line>\d+)(?:,\d+)?\): note:/;
const GNU_EXCERPT = /^\s*\d* \| /;
const LED_BY_USE = /required from|requested here|see reference|in expansion of macro/;
const LED_BY_INCLUDE = /^(?:In file included from|\s+from) /;
const MARKER = /^\s*[~^][~^ ]*$/;

/**
 * Finds the compiler's and linker's errors in the output of a build.
 * @param packageFolder where it was built; paths in the result are relative to it
 */
export function compilerComplaints(output: string, packageFolder: string): Complaint[] {
  const lines = output.split(/\r?\n/);
  const complaints: Complaint[] = [];
  let scope: { readonly [part: string]: string | undefined } = {};
  lines.forEach((line, index) => {
    if (GNU_EXCERPT.test(line)) return;
    scope = GNU_SCOPE.exec(line)?.groups ?? scope;
    const groups = (GNU_ERROR.exec(line) ?? MSVC_ERROR.exec(line))?.groups;
    if (groups) {
      const inOwnFile = ownPlace(groups.file!, groups.line!, packageFolder);
      const own = inOwnFile ?? placeAround(lines, index, packageFolder);
      // A header's line next to a location in the learner's file would be mistaken for a line of that file.
      const excerpt =
        inOwnFile === undefined && own !== undefined ? '' : excerptAfter(lines, index, groups.line!);
      complaints.push({
        kind: 'compile',
        message: inLearnersTerms(groups.message!, packageFolder),
        ...(own !== undefined && { where: own }),
        ...(excerpt !== '' && { excerpt }),
        ...(scope.method !== undefined && scope.file === groups.file && { method: scope.method }),
      });
      return;
    }
    const option = OPTION_ERROR.exec(line)?.groups;
    if (option) complaints.push({ kind: 'compile', message: `${option.tool}: ${option.message}` });
    const link = linkerComplaint(lines, index, packageFolder);
    if (link) complaints.push(link);
  });
  return complaints;
}

/** clang names a lambda or an unnamed type by its place: `(lambda at ../myaddon.cc:5:86)`. */
const PLACE_OF_TYPE = /(?<= at )(?<file>[^()]+?):(?<line>\d+):\d+(?=\))/g;

/** learnyounative chose the -Werror flags, not the learner, and where the copy of the package is. */
function inLearnersTerms(message: string, packageFolder: string): string {
  return message
    .replace(/ \[-W[^\]]*\]$/, '')
    .replace(
      PLACE_OF_TYPE,
      (_, file: string, line: string) =>
        ownPlace(file, line, packageFolder) ?? `${path.basename(file)}:${line}`,
    );
}

/**
 * Warnings of a build that succeeded which count as errors: a C++ object such as a std::string for `printf`. clang
 * refuses it by default, and what the program prints is undefined.
 * https://clang.llvm.org/docs/DiagnosticsReference.html#wnon-pod-varargs
 */
export function refusedWarnings(output: string, packageFolder: string): Complaint[] {
  return compilerComplaints(output, packageFolder).filter(({ message }) => REFUSED.test(message));
}

/** For an error in a header, the learner's line that led there, from the notes between the neighboring errors. */
function placeAround(lines: readonly string[], index: number, packageFolder: string): string | undefined {
  const around = [...upToError(lines.slice(0, index).reverse()), ...upToError(lines.slice(index + 1))];
  for (const way of [LED_BY_USE, LED_BY_INCLUDE]) {
    for (const line of around.filter((line) => way.test(line))) {
      const groups = (GNU_PLACE.exec(line) ?? MSVC_PLACE.exec(line))?.groups;
      const place = groups && ownPlace(groups.file!, groups.line!, packageFolder);
      if (place) return place;
    }
  }
  return undefined;
}

function upToError(lines: readonly string[]): readonly string[] {
  const end = lines.findIndex((line) => GNU_ERROR.test(line) || MSVC_ERROR.test(line));
  return end === -1 ? lines : lines.slice(0, end);
}

/** The offending line and its marker. Only clang before version 18 prints them without a gutter. */
function excerptAfter(lines: readonly string[], index: number, number: string): string {
  const [code = '', marker = ''] = lines.slice(index + 1, index + 3);
  if (GNU_EXCERPT.test(code)) return GNU_EXCERPT.test(marker) ? `${code}\n${marker}` : code;
  // g++ does not repeat a line that it has just quoted for a warning.
  const [quoted = '', mark = ''] = lines
    .slice(Math.max(0, index - 3), index)
    .filter((line) => GNU_EXCERPT.test(line));
  if (quoted.startsWith(`${number.padStart(5)} | `)) return `${quoted}\n${mark}`;
  return MARKER.test(marker) ? `${number.padStart(5)} | ${code}\n${' '.repeat(5)} | ${marker}` : '';
}
