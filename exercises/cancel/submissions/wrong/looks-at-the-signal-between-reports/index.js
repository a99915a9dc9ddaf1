const addon = require('bindings')('myaddon');

// countPrimes(limit, { signal, onProgress }): returns a promise of the number of
// primes below limit. It is an async function, so what it throws rejects the
// promise, and so does what the add-on throws.
async function countPrimes(limit, { signal, onProgress = () => {} } = {}) {
  signal?.throwIfAborted();
  const { promise, cancel } = addon.startCount(limit, (tested) => {
    if (signal?.aborted) cancel(signal.reason);
    else onProgress(tested);
  });
  return await promise;
}

module.exports = { ...addon, countPrimes };
