import { randomInt } from 'node:crypto';
import { isNodeApiMessage } from '../../src/harness/parent/crash-cause.js';
import type { RunRecord } from '../../src/harness/parent/run-record.js';
import { finding, type Verdict } from '../../src/report/finding.js';
import type { CallOutcome } from '../../src/tasks/values/call-outcome.js';
import { throwsTypeErrors } from '../../src/tasks/values/judge.js';
import { bytesText, writtenAtOnce } from '../../src/tasks/values/output.js';
import type { PlannedCall, ValueCalls } from '../../src/tasks/values/params.js';
import {
  expressionOf,
  LONE_SURROGATES,
  NON_STRINGS,
  randomText,
  textSamples,
} from '../../src/tasks/values/samples.js';
import { valueTask } from '../../src/tasks/values/task.js';
import { isDeletedMemory, textSituation, wroteText } from './written-text.js';

export const task = valueTask({
  functions: ['print'],
  params: chooseParams,
  watchesOutput: true,
  checks: [
    { id: 'written-at-once', judge: writtenAtOnce },
    { id: 'writes-the-text', judge: writesTheText },
    { id: 'type-error', judge: throwsTypeErrors },
    { id: 'prints-nothing-else', judge: printsNothingElse },
  ],
});

function chooseParams(): ValueCalls {
  const word = expressionOf(randomText(randomInt(3, 9)));
  const setup = 'const it = new RangeError("of the add-on");';
  return {
    calls: plannedCalls(),
    passedOn: [
      { fn: 'print', args: [word] },
      { fn: 'print', args: [word], setup, expected: 'it', throws: true },
    ],
  };
}

/** Calls with texts, and between them calls with wrong types, to show that calls do not affect each other. */
function plannedCalls(): PlannedCall[] {
  // As format strings of printf, these print numbers. %s and %n could crash, which would explain less.
  const percent = [`${randomInt(10, 99)} % done`, '100%', '%% %d %x'];
  const [first = '', ...others] = textSamples().filter((text) => !text.includes('%'));
  const veryLong = randomText(randomInt(30_000, 40_000));
  // A text that ends with a newline still gets another one.
  const lines = ['\n', `a line ${randomInt(1_000)}\n`];
  const texts = [first, ...percent, ...others, ...lines, ...LONE_SURROGATES, veryLong];
  // Longer than common buffer sizes, but short enough for code that writes character by character.
  const huge = `${expressionOf(`${randomText(12)}€`)}.repeat(${randomInt(9_000, 11_000)})`;
  const right = [...texts.map((text) => textCall([expressionOf(text)])), textCall([huge])];
  const word = expressionOf(randomText(5));
  const wrong = [[], ...NON_STRINGS.map((value) => [value]), ['42', word]].map(
    (args): PlannedCall => ({ fn: 'print', args, kind: 'wrong-type' }),
  );
  const extra = [textCall(['"first"', '42']), textCall([word, expressionOf(randomText(4)), '{}'])];
  const both = right.flatMap((call, index) => [call, ...wrong.slice(index, index + 1)]);
  return [...both, ...wrong.slice(right.length), ...extra];
}

/** A call with a text as its first argument. */
function textCall(args: string[]): PlannedCall {
  return { fn: 'print', args, kind: 'text' };
}

/** The value of an expression: a string literal, or one with `.repeat()`. */
function textOf(expression: string): string {
  const [, text = expression, times = '1'] = /^(".*")\.repeat\((\d+)\)$/s.exec(expression) ?? [];
  return (JSON.parse(text) as string).repeat(Number(times));
}

/** Judges that each call writes its text in UTF-8 and a newline. */
function writesTheText(outcomes: readonly CallOutcome[], run: RunRecord): Verdict {
  const deleted = outcomes.find(({ wrote }) => wrote && isDeletedMemory(wrote));
  if (deleted) return finding('writes-the-text.deleted-memory', { call: deleted.text });
  const earlierTexts: string[] = [];
  for (const outcome of outcomes) {
    const { call, text: shown, threw, wrote } = outcome;
    if (call.kind !== 'text') continue;
    const text = textOf(call.args[0]!);
    if (threw) return finding('writes-the-text.threw', { call: shown, threw: threw.text });
    if (!wrote || !wroteText(wrote, text)) {
      return finding(`writes-the-text.${textSituation(outcome, text, earlierTexts, run)}`, {
        call: shown,
        wrote: JSON.stringify(wrote?.text ?? ''),
        bytes: bytesText(wrote?.bytes ?? 0),
        expected: Buffer.byteLength(`${text}\n`),
      });
    }
    earlierTexts.push(text);
  }
  return undefined;
}

/** Judges that calls with a wrong type write nothing. */
export function printsNothingElse(outcomes: readonly CallOutcome[]): Verdict {
  for (const { call, text, threw, wrote } of outcomes) {
    if (call.kind !== 'wrong-type' || !wrote || wrote.bytes === 0) continue;
    const message = threw?.message ?? '';
    const values = {
      call: text,
      wrote: JSON.stringify(wrote.text),
      message,
      value: call.args[0] ?? 'undefined',
    };
    const own = sharesWords(wrote.text, message) ? 'its-message' : 'wrote';
    return finding(`prints-nothing-else.${isNodeApiMessage(message) ? 'let-through' : own}`, values);
  }
  return undefined;
}

/** Words that a wrong argument may have as well. */
const WORDS_OF_VALUES = ['object', 'undefined', 'null', 'true', 'false', 'function', 'symbol'];

/** Whether the output is about the same as the message of the error, so that it cannot be the argument. */
function sharesWords(output: string, message: string): boolean {
  const words = (text: string) => text.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
  const ofMessage = new Set(words(message).filter((word) => !WORDS_OF_VALUES.includes(word)));
  return words(output).some((word) => ofMessage.has(word));
}
