import { spawnSync } from 'node:child_process';

/** Demangles the C++ names in a text: `_Z5sleepi` becomes `sleep(int)`. Returns the text as it is without `c++filt`. */
export function demangle(text: string): string {
  if (!/\b_Z\w/.test(text)) return text;
  const { stdout, status } = spawnSync('c++filt', { input: text, encoding: 'utf8', windowsHide: true });
  return status === 0 && stdout ? stdout.trimEnd() : text;
}
