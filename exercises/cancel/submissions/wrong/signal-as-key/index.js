const addon = require('bindings')('myaddon');

const calls = new WeakMap();

function onAbort({ target }) {
  calls.get(target)?.(target.reason);
}

// countPrimes(limit, { signal, onProgress }): returns a promise of the number of
// primes below limit. It is an async function, so what it throws rejects the
// promise, and so does what the add-on throws.
async function countPrimes(limit, { signal, onProgress = () => {} } = {}) {
  signal?.throwIfAborted();
  const { promise, cancel } = addon.startCount(limit, onProgress);
  if (signal) calls.set(signal, cancel);
  signal?.addEventListener('abort', onAbort);
  try {
    return await promise;
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
}

module.exports = { ...addon, countPrimes };
