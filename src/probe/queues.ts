/** The queues of threadsafe functions: how many calls may wait in them, and how many did. */
import { recordsOf, type Trace } from './trace.js';

/** The queue of a threadsafe function. */
export interface Queue {
  readonly threadsafeFunction: string;
  /** How many calls it can hold; `undefined` if it has no limit. */
  readonly limit: number | undefined;
  /** The most calls that waited at the same time. The probe records it when it doubles, when the queue is full, and at the end. */
  readonly deepest: number;
}

/** The queues in which calls waited, in the order in which they were created. */
export function queuesIn(trace: Trace): Queue[] {
  const depths = recordsOf(trace, 'function-depth');
  return recordsOf(trace, 'function-queue').flatMap(({ threadsafeFunction, limit }) => {
    const own = depths.filter((depth) => depth.threadsafeFunction === threadsafeFunction);
    if (own.length === 0) return [];
    const deepest = Math.max(...own.map((depth) => depth.deepest));
    return [{ threadsafeFunction, limit: limit === 0 ? undefined : limit, deepest }];
  });
}
