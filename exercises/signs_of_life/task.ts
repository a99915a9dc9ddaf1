import { randomInt } from 'node:crypto';
import type { RunRecord } from '../../src/harness/parent/run-record.js';
import { finding, type Verdict } from '../../src/report/finding.js';
import type { SituationOfCheck } from '../../src/report/situation.js';
import type { CallOutcome } from '../../src/tasks/values/call-outcome.js';
import { quietAtLoad, returnsNothing, writtenAtOnce } from '../../src/tasks/values/output.js';
import type { PlannedCall } from '../../src/tasks/values/params.js';
import { expressionOf, randomText } from '../../src/tasks/values/samples.js';
import { valueTask } from '../../src/tasks/values/task.js';

const LINE = 'Signs of life from C++';
const PLAIN: PlannedCall = { fn: 'print', args: [] };

export const task = valueTask({
  functions: ['print'],
  params: () => ({
    calls: [PLAIN, PLAIN, ...withArguments(), ...Array.from({ length: randomInt(2, 6) }, () => PLAIN)],
    passedOn: [PLAIN],
  }),
  watchesOutput: true,
  checks: [
    { id: 'quiet-at-load', judge: (_, run) => quietAtLoad(run) },
    { id: 'written-at-once', judge: writtenAtOnce },
    { id: 'writes-the-line', judge: writesTheLine },
    { id: 'returns-nothing', judge: returnsNothing },
  ],
});

/** Calls with arguments, which `print` has to ignore. */
function withArguments(): PlannedCall[] {
  const text = expressionOf(randomText(randomInt(3, 9)));
  return [[text], ['undefined', '{}'], ['() => 1', text, String(randomInt(100))]].map((args) => ({
    fn: 'print',
    args,
  }));
}

/** Judges that each call writes the line with one newline, and nothing else. */
export function writesTheLine(outcomes: readonly CallOutcome[], run: RunRecord): Verdict {
  const index = outcomes.findIndex((outcome) => !isRight(outcome));
  const outcome = outcomes[index];
  if (!outcome) return undefined;
  const { text: call, threw, wrote } = outcome;
  const written = wrote?.text ?? '';
  if (threw) return finding('writes-the-line.threw', { call, threw: threw.text });
  const values = { call, wrote: JSON.stringify(written), line: LINE };
  if (index > 0) return finding(`writes-the-line.${written === '' ? 'no-longer' : 'differs'}`, values);
  const afterwards = outcomes.slice(1).every(isRight);
  return finding(`writes-the-line.${lineSituation(outcome, written, afterwards, run)}`, values);
}

/** In text mode, Windows writes a newline as two bytes. */
const LINE_END = process.platform === 'win32' ? '\r\n' : '\n';

function isRight({ threw, wrote }: CallOutcome): boolean {
  return !threw && (wrote?.text === `${LINE}\n` || wrote?.text === `${LINE}${LINE_END}`);
}

/** @param afterwards whether all calls after the first one were correct */
function lineSituation(
  { returned }: CallOutcome,
  written: string,
  afterwards: boolean,
  run: RunRecord,
): SituationOfCheck<'writes-the-line'> {
  if (written === '') {
    if (run.stderr.includes(LINE)) return 'to-stderr';
    return returned?.text.includes(LINE) ? 'returned' : 'nothing';
  }
  const lines = written.split(/\r?\n/);
  if (written === LINE) return 'no-line-feed';
  if (afterwards && written.endsWith('\n')) return 'since-loading';
  if (written.includes('\0')) return written.split('\0').length > 3 ? 'wide' : 'nul-byte';
  if (lines.join('\n') === `${LINE}\n\n`) return 'empty-line';
  if (lines.filter((line) => line === LINE).length > 1) return 'twice';
  if (written === `${LINE}\r\n`) return 'carriage-return';
  if (written.trim() === LINE) return 'spaces';
  return written.trim().toLowerCase() === LINE.toLowerCase() ? 'letter-case' : 'other';
}
