import { createRequire } from 'node:module';

const { startCount } = createRequire(import.meta.url)('bindings')('myaddon');

export async function countPrimes(limit, options) {
  const { signal, onProgress } = { onProgress() {}, ...options };
  signal?.throwIfAborted();
  const { promise, cancel } = startCount(limit, onProgress);
  const listener = { handleEvent: ({ target }) => cancel(target.reason) };
  signal?.addEventListener('abort', listener, { once: true });
  return promise.finally(() => signal?.removeEventListener('abort', listener));
}
