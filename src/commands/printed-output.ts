import type { Terminal } from '../environment/terminal.js';
import type { RunRecord } from '../harness/parent/run-record.js';
import { outputLines } from '../report/verify-lines.js';
import { t } from '../texts/translate.js';

/** Frames of Node.js itself and of our own code, in stacks that end a process: they say nothing of the learner's code. */
const FOREIGN_FRAME = /^\s*(?:\d+:|at) .*(?:\(node:|\/dist\/(?:src|exercises)\/).*$/;
/** Those of machine code: the names are those of symbols nearby, and often wrong. */
const NATIVE_FRAME = /^\s*\d+: 0x[0-9a-f]+ .*$/;
const STACK_HEADING = /^-+ (?:Native|JavaScript) stack trace -+$/;
/** What Node.js puts around an error that nobody caught. The place is one of C++, which has no file for it. */
const AROUND_ERROR = /^(?:<anonymous_script>:\d+|node:[\w/]+:\d+|Node\.js v\d.*)$/;

/**
 * What the learner's code printed, but for what the exercise itself had it write: the report tells of that.
 * @param told what the report says anyway; where `verbose`, all is printed, as it came
 */
export function printedLines(run: RunRecord, told: string, terminal: Terminal, verbose: boolean): string[] {
  const stdout = run.stdoutBytes === undefined ? run.stdout : '';
  const stderr = verbose ? run.stderr : ownWords(run.stderr, told);
  return Object.entries({ stdout, stderr }).flatMap(([stream, text]) =>
    outputLines(t('verify.output', { stream }), text, terminal, verbose ? Infinity : undefined),
  );
}

/** Without what others wrote into it, and without an ending that the report has told. */
export function ownWords(stderr: string, told: string): string {
  const isTold = (line: string) => {
    const [, error] = /^\[?((?:FATAL ERROR|\w*Error): .+?)\]?\s*$/.exec(line) ?? [];
    return error !== undefined && told.includes(error);
  };
  const foreign = [FOREIGN_FRAME, NATIVE_FRAME, AROUND_ERROR];
  const lines = stderr
    .split('\n')
    .filter((line) => !foreign.some((pattern) => pattern.test(line)) && !isTold(line));
  const followed = (index: number) => {
    const next = lines.slice(index + 1).find((line) => line.trim() !== '');
    return next !== undefined && !STACK_HEADING.test(next);
  };
  return lines.filter((line, index) => !STACK_HEADING.test(line) || followed(index)).join('\n');
}
