import type { Test } from 'tap';
import { findPython } from '../../src/toolchain/find-python.js';

let pythonHere: Promise<string> | undefined;

/** A folder with these files, in which node-gyp seems to have found Python. */
export async function gypPackage(
  t: Test,
  files: Readonly<Record<string, string>>,
  python?: string,
): Promise<string> {
  pythonHere ??= findPython().then((finding) => (finding.found ? (finding.where ?? '') : ''));
  const config = JSON.stringify({ variables: { python: python ?? (await pythonHere) } });
  return t.testdir({ ...files, build: { 'config.gypi': `# Do not edit.\n${config}\n` } });
}
