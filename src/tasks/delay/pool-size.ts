/** The size of libuv's thread pool, which everything in a process shares. */
import type { ScenarioContext } from '../../harness/child/scenario-context.js';

// Captured before the learner's code is loaded, because that code could replace it.
const { env } = process;
const VARIABLE = 'UV_THREADPOOL_SIZE';

/** Starts to watch the variable that sets the size. Returns a function that observes it, as `pool-size`, if it changed. */
export function watchPoolSize(context: ScenarioContext): () => void {
  let last = env[VARIABLE];
  return () => {
    const size = env[VARIABLE];
    if (size === last) return;
    last = size;
    context.observe('pool-size', size ?? '');
  };
}
