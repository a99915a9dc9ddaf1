import { availableParallelism } from 'node:os';

/**
 * Starts the jobs in their order, more at once than there are cores: most sleep at times.
 * @param more how many more
 */
export async function inParallel<T>(
  items: readonly T[],
  more: number,
  job: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await job(item);
  };
  await Promise.all(Array.from({ length: availableParallelism() + more }, worker));
}
