import type { Test } from 'tap';
import { findPython } from '../../src/toolchain/find-python.js';

let localPython: Promise<string> | undefined;

/** Creates a folder with these files and the `build/config.gypi` of a node-gyp that has found Python. */
export async function gypPackage(
  t: Test,
  files: Readonly<Record<string, string>>,
  python?: string,
): Promise<string> {
  localPython ??= findPython().then((finding) => (finding.found ? (finding.where ?? '') : ''));
  const config = JSON.stringify({ variables: { python: python ?? (await localPython) } });
  return t.testdir({ ...files, build: { 'config.gypi': `# Do not edit.\n${config}\n` } });
}
