import { eventsOf, type RunRecord } from '../../harness/parent/run-record.js';
import { finding, type Verdict } from '../../report/finding.js';

/**
 * Judges that the callback is called in a callback scope, as Node.js calls its own callbacks: microtasks run when the
 * scope ends, before libuv calls back for another request. Without a scope, they wait for whatever Node.js runs next.
 * https://nodejs.org/api/n-api.html#napi_open_callback_scope
 *
 * @param run with two callbacks that are due together: the first queues `microtask`, the other observes `next-callback`
 */
export function callbackScope(run: RunRecord): Verdict {
  const order = eventsOf(run, 'observation').map(({ name }) => name);
  const next = order.indexOf('next-callback');
  if (next === -1 || order.slice(0, next).includes('microtask')) return undefined;
  return finding('callback-scope.none');
}
