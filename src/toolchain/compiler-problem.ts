import { t } from '../texts/translate.js';

/** Messages of compilers and linkers, and the problem of this machine that each indicates. */
const SYMPTOMS: readonly (readonly [problem: string, symptom: RegExp])[] = [
  ['too-old', /unrecognized command[- ]line option .*-std=/],
  ['too-old', /invalid value '\S*\+\+\d\w' in '-std=/],
  ['too-old', /static assertion failed:? .*C\+\+17/],
  [
    'no-library',
    /fatal error: '?(?:map|memory|optional|string|string_view|thread|vector)'?(?::| file not found)/,
  ],
  [
    'no-library',
    /cannot find -lstdc\+\+|library not found for -lc\+\+|unable to find library -l(?:std)?c\+\+/,
  ],
  [
    'half',
    /cannot execute .*(?:cc1plus|\bas\b)|error trying to exec '(?:cc1plus|as)'|unable to execute command/,
  ],
  [
    'half',
    /cannot find ['‘]?ld\b|cannot find crt\w*\.o|cannot find -l(?:c|m|gcc_s|gcc)\b|invalid linker name/,
  ],
];

/**
 * The problem that the compiler's output indicates, for a program that is correct.
 * @returns `undefined` if the output has no error
 */
export function compilerProblem(output: string): { problem: string; reason: string } | undefined {
  const lines = output.split(/\r?\n/).map((line) => line.trim());
  for (const line of lines) {
    const problem = SYMPTOMS.find(([, symptom]) => symptom.test(line))?.[0];
    if (problem !== undefined) return { problem, reason: t('toolchain.reason.said', { said: line }) };
  }
  const error = lines.find((line) => /\berror\b/i.test(line));
  return error === undefined
    ? undefined
    : { problem: 'fails', reason: t('toolchain.reason.said', { said: error }) };
}
