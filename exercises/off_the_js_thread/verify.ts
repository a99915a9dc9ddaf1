import { buildSubmission } from '../../src/course/build-step.js';
import type { VerifyBench } from '../../src/course/verify-bench.js';
import { verifyDelay } from '../../src/tasks/delay/verify.js';

export async function verify(bench: VerifyBench): Promise<void> {
  const addonFile = await buildSubmission(bench);
  if (addonFile !== undefined) await verifyDelay(bench, addonFile);
}
