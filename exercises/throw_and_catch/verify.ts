import { buildSubmission } from '../../src/course/build-step.js';
import type { VerifyBench } from '../../src/course/verify-bench.js';
import { verifyValues } from '../../src/tasks/values/verify.js';
import { callsToPassOn, plannedCalls } from './calls.js';
import {
  givesBackMessages,
  givesBackResults,
  givesSquareRoots,
  throwsOwnTypeErrors,
  throwsRangeErrors,
} from './judge.js';

export async function verify(bench: VerifyBench): Promise<void> {
  const addonFile = await buildSubmission(bench);
  if (addonFile === undefined) return;

  await verifyValues(bench, addonFile, {
    functions: ['squareRoot', 'attempt'],
    calls: plannedCalls(),
    passedOn: callsToPassOn(),
    shortcuts: ['Math.sqrt', 'Math.pow', 'Math.hypot', 'Math.exp'],
    verdicts: [
      { check: 'square-root', judge: givesSquareRoots },
      { check: 'type-error', judge: throwsOwnTypeErrors },
      { check: 'range-error', judge: throwsRangeErrors },
      { check: 'gives-back-result', judge: givesBackResults },
      { check: 'gives-back-message', judge: givesBackMessages },
    ],
  });
}
