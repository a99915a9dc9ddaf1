import { buildSubmission } from '../../src/course/build-step.js';
import type { VerifyBench } from '../../src/course/verify-bench.js';
import { throwsTypeErrors } from '../../src/tasks/values/type-errors.js';
import { verifyValues } from '../../src/tasks/values/verify.js';
import { callsToPassOn, countingCalls, wrongTypeCalls } from './calls.js';
import { countsBytes } from './counts-bytes.js';

export async function verify(bench: VerifyBench): Promise<void> {
  const addonFile = await buildSubmission(bench);
  if (addonFile === undefined) return;

  const counting = countingCalls();
  const wrongType = wrongTypeCalls();
  // The texts themselves need not travel to the process that makes the calls: it makes them of the expressions.
  const calls = [...counting.map(({ counted, ...call }) => call), ...wrongType];
  await verifyValues(bench, addonFile, {
    functions: ['byteLength'],
    calls,
    passedOn: callsToPassOn(),
    shortcuts: [
      'Buffer.byteLength',
      'Buffer.from',
      'TextEncoder.prototype.encode',
      'TextEncoder.prototype.encodeInto',
      'Blob',
      'encodeURIComponent',
    ],
    verdicts: [
      { check: 'counts-bytes', judge: (outcomes) => countsBytes(outcomes, counting) },
      { check: 'type-error', judge: throwsTypeErrors },
    ],
  });
}
