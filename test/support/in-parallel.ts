import { availableParallelism } from 'node:os';

/** Starts the jobs in their order, twice as many at once as there are cores: most sleep half of the time. */
export async function inParallel<T>(items: readonly T[], job: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await job(item);
  };
  await Promise.all(Array.from({ length: availableParallelism() * 2 }, worker));
}
