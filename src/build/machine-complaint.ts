import type { Complaint } from './complaint.js';

/** As a message of `machineComplaint`. */
export const NO_PYTHON = 'Python 3 was not found';
const NO_COMPILER = 'the C++ compiler was not found';
/** As a message of `machineComplaint`. */
export const NO_HEADERS = 'this Node.js has no C++ headers on the disk, and they could not be downloaded';
const DISK_FULL = 'the disk is full';
const NO_MEMORY = 'the compiler ran out of memory, or was killed';

/** Messages of a build that failed because the machine lacks something. Each pattern starts at the start of a line. */
const SYMPTOMS: readonly (readonly [RegExp, string])[] = [
  [/^gyp ERR! .*Could not find any Python installation/m, NO_PYTHON],
  [/^gyp ERR! .*(?:not found: make|spawn make ENOENT|`make`.*ENOENT)/m, 'make was not found'],
  [
    /^(?:gyp: No Xcode or CLT version detected|xcode-select: error|xcrun: error)/m,
    'the Xcode Command Line Tools were not found',
  ],
  [
    /^gyp ERR! .*Could not find any Visual Studio installation/m,
    'Visual Studio with its C++ tools was not found',
  ],
  [/^make(?:\[\d+\])?: \S*(?:\+\+|cc|clang)[\w.-]*: (?:No such file|Command not found)/m, NO_COMPILER],
  [/^\S*sh: (?:(?:line )?\d+: )?\S*(?:\+\+|cc|clang)[\w.-]*: (?:command )?not found/m, NO_COMPILER],
  [/^\S*(?:\+\+|cc|clang)[\w.-]*: fatal error: cannot execute .?cc1/m, NO_COMPILER],
  [
    /^gyp (?:ERR!|WARN) .*\b(?:ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|UND_ERR\w*|certificate)\b/m,
    NO_HEADERS,
  ],
  [/^gyp ERR! .*This is most likely not a problem with node-gyp or the package itself and/m, NO_HEADERS],
  [/^\S*(?:\+\+|cc|clang)[\w.-]*: .*(?:Killed signal terminated program|command: Killed)/m, NO_MEMORY],
  [
    /^(?:cc1\w*|virtual memory exhausted|LLVM ERROR|fatal error)\b.*(?:out of memory|Cannot allocate memory)/m,
    NO_MEMORY,
  ],
  [/^gyp ERR! .*ENOSPC/m, DISK_FULL],
  // The compiler, the assembler, the linker and make all end their message with it.
  [/^(?!.*(?:#error|static assertion))\S.*: No space left on device\)?$/m, DISK_FULL],
];

/** Lines that only contain paths and file names, which could look like a symptom. */
const ONLY_NAMES = /^gyp ERR! (?:cwd|command|System|node|stack\s+at) .*$/gm;

/** Finds what is missing on this machine in the output of a failed build; `undefined` when that isn't the cause. */
export function machineComplaint(output: string): Complaint | undefined {
  const messages = output.replace(ONLY_NAMES, '');
  const found = SYMPTOMS.find(([symptom]) => symptom.test(messages));
  return found && { kind: 'machine', message: found[1] };
}
