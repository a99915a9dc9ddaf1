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
  const deepestOf = new Map<string, number>();
  for (const { threadsafeFunction, deepest } of recordsOf(trace, 'function-depth'))
    deepestOf.set(threadsafeFunction, Math.max(deepest, deepestOf.get(threadsafeFunction) ?? 0));
  return recordsOf(trace, 'function-queue').flatMap(({ threadsafeFunction, limit }) => {
    const deepest = deepestOf.get(threadsafeFunction);
    return deepest === undefined
      ? []
      : [{ threadsafeFunction, limit: limit === 0 ? undefined : limit, deepest }];
  });
}
