import { availableParallelism } from 'node:os';

/** Runs the jobs on all cores, in order of their start; one more than there are cores, as most jobs sleep at times. */
export async function inParallel<T>(items: readonly T[], job: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await job(item);
  };
  await Promise.all(Array.from({ length: availableParallelism() + 1 }, worker));
}
