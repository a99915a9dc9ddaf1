const addon = require('bindings')('myaddon');

// countPrimes(limit, { signal, onProgress }): returns a promise of the number of
// primes below limit.
function countPrimes(limit, { signal, onProgress = () => {} } = {}) {
  signal?.throwIfAborted();
  let started;
  try {
    started = addon.startCount(limit, onProgress);
  } catch (error) {
    return Promise.reject(error);
  }
  const { promise, cancel } = started;
  const onAbort = () => cancel(signal.reason);
  signal?.addEventListener('abort', onAbort);
  return promise.finally(() => signal?.removeEventListener('abort', onAbort));
}

module.exports = { ...addon, countPrimes };
