import { randomInt } from 'node:crypto';
import { buildSubmission } from '../../src/course/build-step.js';
import type { VerifyBench } from '../../src/course/verify-bench.js';
import type { Failure } from '../../src/report/check.js';
import { failureOf } from '../../src/report/failure.js';
import { type CallOutcome, cameText } from '../../src/tasks/values/call-outcome.js';
import type { PlannedCall } from '../../src/tasks/values/planned-call.js';
import { expressionOf, LONE_SURROGATES, textSamples } from '../../src/tasks/values/samples.js';
import { verifyValues } from '../../src/tasks/values/verify.js';

export async function verify(bench: VerifyBench): Promise<void> {
  const addonFile = await buildSubmission(bench);
  if (addonFile === undefined) return;
  const calls = [...textSamples(), ...LONE_SURROGATES].map(countingCall);
  const passedOn: PlannedCall[] = [
    { fn: 'byteLength', args: ['"abc"'], expected: String(randomInt(1_000, 9_000)) },
  ];
  await verifyValues(bench, addonFile, {
    functions: ['byteLength'],
    calls,
    passedOn,
    verdicts: [{ check: 'counts-bytes', judge: countsBytes }],
  });
}

function countingCall(text: string): PlannedCall {
  return { fn: 'byteLength', args: [expressionOf(text)], expected: String(Buffer.byteLength(text)) };
}

function countsBytes(outcomes: readonly CallOutcome[]): Failure | undefined {
  const wrong = outcomes.find(({ asExpected }) => !asExpected);
  if (!wrong) return undefined;
  const { text, call } = wrong;
  return failureOf('counts-bytes.wrong', {
    call: text,
    came: cameText(wrong),
    expected: call.expected ?? '',
  });
}
