import { availableParallelism } from 'node:os';

/** Starts the jobs in their order, one more at once than there are cores: most sleep at times. */
export async function inParallel<T>(items: readonly T[], job: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await job(item);
  };
  await Promise.all(Array.from({ length: availableParallelism() + 1 }, worker));
}
