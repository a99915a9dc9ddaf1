import type { Terminal } from '../environment/terminal.js';
import { fatalMessage } from '../harness/parent/fatal-message.js';
import type { RunRecord } from '../harness/parent/run-record.js';
import { outputLines } from '../report/verify-lines.js';
import { t } from '../texts/translate.js';

/** Stack frames of Node.js and of learnyounative. */
const INTERNAL_FRAME = /^\s*(?:\d+:|at) .*(?:\(node:|\/dist\/(?:src|exercises)\/).*$/;
/** Frames of a native stack trace: they name the nearest exported symbol, which is often the wrong one. */
const NATIVE_FRAME = /^\s*\d+: 0x[0-9a-f]+ .*$/;
const STACK_HEADING = /^-+ (?:Native|JavaScript) stack trace -+$/;
/** Lines that Node.js prints before and after an uncaught error. An error from native code has no script. */
const UNCAUGHT_ERROR_CONTEXT = /^(?:<anonymous_script>:\d+|node:[\w/]+:\d+|Node\.js v\d.*)$/;

/**
 * The output of the learner's code, without standard output if the exercise itself checks that.
 * @param reported the text of the report: errors in it are not repeated
 * @param verbose print everything, unfiltered
 */
export function printedLines(
  run: RunRecord,
  reported: string,
  terminal: Terminal,
  verbose: boolean,
): string[] {
  const stdout = run.stdoutBytes === undefined ? run.stdout : '';
  const stderr = verbose ? run.stderr : learnersOutput(run.stderr, reported);
  return Object.entries({ stdout, stderr }).flatMap(([stream, text]) =>
    outputLines(t('verify.output', { stream }), text, terminal, verbose ? Infinity : undefined),
  );
}

/** Removes stack frames that are not the learner's, and errors and last words that the report mentions already. */
export function learnersOutput(stderr: string, reported: string): string {
  const fatal = fatalMessage(stderr) ?? '';
  const lastWords = reported.includes(fatal) ? fatal : '';
  const isReported = (line: string) => {
    const words = line.replace(/^# ?/, '').trim();
    if (words !== '' && lastWords.includes(words)) return true;
    const [, error] = /^\[?((?:FATAL ERROR|\w*Error): .+?)\]?\s*$/.exec(line) ?? [];
    return error !== undefined && reported.includes(error);
  };
  const unrelated = [INTERNAL_FRAME, NATIVE_FRAME, UNCAUGHT_ERROR_CONTEXT];
  const lines = stderr
    .split('\n')
    .filter((line) => !unrelated.some((pattern) => pattern.test(line)) && !isReported(line));
  const followed = (index: number) => {
    const next = lines.slice(index + 1).find((line) => line.trim() !== '');
    return next !== undefined && !STACK_HEADING.test(next);
  };
  return lines.filter((line, index) => !STACK_HEADING.test(line) || followed(index)).join('\n');
}
