import { spawnSync } from 'node:child_process';

/** C++ names in the text as they were written (`sleep(int)` for `_Z5sleepi`), where the toolchain's c++filt is there. */
export function demangle(text: string): string {
  if (!/\b_Z\w/.test(text)) return text;
  const { stdout, status } = spawnSync('c++filt', { input: text, encoding: 'utf8', windowsHide: true });
  return status === 0 && stdout ? stdout.trimEnd() : text;
}
