import { availableParallelism } from 'node:os';

/** Runs a job for each item, in order. There is one worker more than there are cores, as jobs sleep at times. */
export async function inParallel<T>(items: readonly T[], job: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await job(item);
  };
  await Promise.all(Array.from({ length: availableParallelism() + 1 }, worker));
}
