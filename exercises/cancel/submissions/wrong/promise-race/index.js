const addon = require('bindings')('myaddon');

// countPrimes(limit, { signal, onProgress }): returns a promise of the number of
// primes below limit. It is an async function, so what it throws rejects the
// promise, and so does what the add-on throws.
async function countPrimes(limit, { signal, onProgress = () => {} } = {}) {
  signal?.throwIfAborted();
  const { promise } = addon.startCount(limit, onProgress);
  let onAbort;
  const aborted = new Promise((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal?.addEventListener('abort', onAbort);
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
}

module.exports = { ...addon, countPrimes };
