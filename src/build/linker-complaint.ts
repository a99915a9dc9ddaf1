import type { Complaint, LinkFault } from './complaint.js';
import { ownPlace } from './own-place.js';

/** Messages of GNU ld, lld, and the linkers of Apple and MSVC. Each names a function, a variable or a library. */
const FAULTS: readonly (readonly [LinkFault['kind'], RegExp])[] = [
  ['defined-twice', /(?<message>multiple definition of [`'](?<name>.+?)')(?=;|$)/],
  ['defined-twice', /^ld(?:64)?\.lld: error: (?<message>duplicate symbol: (?<name>.*))/],
  ['defined-twice', /^(?<message>duplicate symbol '?(?<name>.*?)'?)(?: in:)?$/],
  ['defined-twice', /error (?<message>LNK2005: "?(?<name>.*?)"?(?: \(\S+\))? already defined in \S+)/],
  ['undefined', /(?<message>undefined reference to [`'](?<name>.+)')/],
  ['undefined', /^ld(?:64)?\.lld: error: (?<message>undefined symbol: (?<name>.*))/],
  ['undefined', /^(?<message>Undefined symbols? for architecture .*?"(?<name>.*)", referenced from:?.*)/],
  [
    'undefined',
    /error (?<message>LNK20(?:01|19): unresolved external symbol "?(?<name>.*?)"?(?: \(\S+\))?(?: referenced in .*?)?)(?: \[[^\]]+\])?$/,
  ],
  ['no-library', /(?<message>cannot find -l(?<name>[^:\s]*))/],
  ['no-library', /^\S*ld: (?<message>cannot find (?<name>[^:]+\.(?:a|so|o))): No such file/],
  ['no-library', /^ld: (?<message>library (?:not found for -l(?<name>\S+)|'(?<other>[^']+)' not found))/],
  ['no-library', /^ld(?:64)?\.lld: error: (?<message>unable to find library -l(?<name>\S+))/],
  ['no-library', /error (?<message>LNK1(?:104|181): cannot open (?:input )?file '(?<name>[^']+)')/],
];
/** Other errors, with the message in the first group. */
const OTHERS = [/^ld(?:64)?\.lld: error: (.*)/, /error (LNK\d+: .*?)(?: \[[^\]]+\])?$/];

const IN_FUNCTION = /\.o\)?: in function /i;
const CONTINUED = /^(?:>>>|\s)/;
const OBJECT =
  /(?:Release|Debug)\/obj(?:\.target)?\/(?:[^/:()\s]+\.a\((?<member>[^()\s]+)\.o\)|[^/:()\n]+\/(?<object>[^:()\n]+?)\.o\b)/g;
const FIRST_DEFINED = /\.o\)?:(?<file>[^:()]+):(?<line>\d+): first defined here/;
const LLD_PLACE = /^>>> (?:defined at|referenced by) (?:.*\()?(?<file>[^:()]+):(?<line>\d+)\)?$/m;
const USED_AT = /^(?:\S*ld: )?(?<file>[^:()]+):(?<line>\d+): undefined reference/;

/** The linker's error in a line of a build's output. Its message is without paths. */
export function linkerComplaint(
  lines: readonly string[],
  index: number,
  packageFolder: string,
): Complaint | undefined {
  const line = lines[index]!;
  // Apple's linker names the symbol in the next line.
  const whole = /^Undefined symbols? for /.test(line) ? `${line} ${(lines[index + 1] ?? '').trim()}` : line;
  for (const [kind, pattern] of FAULTS) {
    const groups = pattern.exec(whole)?.groups;
    if (!groups) continue;
    const said = [inFunction(lines, index), ...continued(lines, index)].join('\n');
    const where = placeIn(said, packageFolder);
    const name = (groups.name ?? groups.other)!;
    return {
      kind: 'link',
      message: groups.message!,
      ...(where !== undefined && { where }),
      link: { kind, name, objects: objectsIn(said) },
    };
  }
  const message = OTHERS.map((pattern) => pattern.exec(line)?.[1]).find(Boolean);
  return message === undefined ? undefined : { kind: 'link', message };
}

/** GNU ld names the object in a line of its own, before all messages of one function. */
function inFunction(lines: readonly string[], index: number): string {
  const before = lines.slice(0, index).findLast((line) => !/: (?:multiple|undefined|first) /.test(line));
  return before !== undefined && IN_FUNCTION.test(before) ? before : '';
}

function continued(lines: readonly string[], index: number): readonly string[] {
  const rest = lines.slice(index + 1);
  const end = rest.findIndex((line) => !CONTINUED.test(line));
  return [lines[index]!, ...rest.slice(0, end === -1 ? undefined : end)];
}

function objectsIn(said: string): readonly string[] {
  const found = [...said.matchAll(OBJECT)].map(({ groups }) => (groups?.object ?? groups?.member)!);
  return [...new Set(found)];
}

function placeIn(said: string, packageFolder: string): string | undefined {
  for (const pattern of [FIRST_DEFINED, LLD_PLACE]) {
    const groups = pattern.exec(said)?.groups;
    if (groups) return ownPlace(groups.file!, groups.line!, packageFolder);
  }
  const used = said
    .split('\n')
    .map((line) => USED_AT.exec(line)?.groups)
    .find(Boolean);
  return used && ownPlace(used.file!, used.line!, packageFolder);
}
