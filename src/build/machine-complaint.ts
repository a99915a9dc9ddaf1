import type { Complaint } from './complaint.js';

/** What a failed build says when it is the machine that lacks something. */
const SYMPTOMS: readonly (readonly [RegExp, string])[] = [
  [/Could not find any Python installation/, 'Python 3 was not found'],
  [/not found: make|spawn make ENOENT|`make`.*ENOENT/, 'make was not found'],
  [/No Xcode or CLT version detected|xcode-select: error/, 'the Xcode Command Line Tools were not found'],
  [/Could not find any Visual Studio installation/, 'Visual Studio with its C++ tools was not found'],
  [/make: (?:\w*\+\+|g?cc|clang)[^:]*: (?:No such file|Command not found)/, 'the C++ compiler was not found'],
  [/(?:\w*\+\+|g?cc|clang): (?:command )?not found/, 'the C++ compiler was not found'],
  [
    /(?:ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|UND_ERR|certificate)[\s\S]*?(?:headers|install|nodejs\.org|gyp ERR!)/,
    'this Node.js has no C++ headers on the disk, and they could not be downloaded',
  ],
  [
    /This is most likely not a problem with node-gyp or the package itself and\s*.*network connectivity/,
    'this Node.js has no C++ headers on the disk, and they could not be downloaded',
  ],
  [/No space left on device|ENOSPC/, 'the disk is full'],
];

/** What this machine lacks for a build, from the output of one that failed; `undefined` when that is not the reason. */
export function machineComplaint(output: string): Complaint | undefined {
  const found = SYMPTOMS.find(([symptom]) => symptom.test(output));
  return found && { kind: 'machine', message: found[1] };
}
