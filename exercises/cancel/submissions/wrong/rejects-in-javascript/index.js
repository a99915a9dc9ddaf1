const addon = require('bindings')('myaddon');

// countPrimes(limit, { signal, onProgress }): returns a promise of the number of
// primes below limit. It is an async function, so what it throws rejects the
// promise, and so does what the add-on throws.
async function countPrimes(limit, { signal, onProgress = () => {} } = {}) {
  signal?.throwIfAborted();
  const { promise, cancel } = addon.startCount(limit, onProgress);
  const onAbort = () => cancel(signal.reason);
  let aborted;
  const abort = new Promise((_, reject) => {
    aborted = () => {
      onAbort();
      reject(signal.reason);
    };
    signal?.addEventListener('abort', aborted);
  });
  try {
    return await Promise.race([promise, abort]);
  } finally {
    signal?.removeEventListener('abort', aborted);
  }
}

module.exports = { ...addon, countPrimes };
