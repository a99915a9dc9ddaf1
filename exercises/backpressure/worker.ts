/** What runs in the worker of this exercise. The main thread records what it reports. */
import type { WorkerContext } from '../../src/harness/child/worker-context.js';
import { ENDLESS } from './params.js';
import { Progress } from './progress.js';

type ReadSensor = (count: number, onReading: () => void, onEnd: () => void) => unknown;

/** Reads a sensor, and holds its own JS thread when the queue is full: nothing is delivered until it is terminated. */
async function readUntilTerminated(context: WorkerContext): Promise<void> {
  const exports = await context.load('package');
  const progress = new Progress();
  (exports.readSensor as ReadSensor)(
    ENDLESS,
    () => {},
    () => {},
  );
  progress.blockUntilFull();
  context.post('full');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

export const parts = { readUntilTerminated };
