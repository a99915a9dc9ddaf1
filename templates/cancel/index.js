const addon = require('bindings')('myaddon');

// countPrimes(limit, { signal, onProgress }): returns a promise of the number of
// primes below limit. It is an async function, so what it throws rejects the
// promise, and so does what the add-on throws.
async function countPrimes(limit, { onProgress = () => {} } = {}) {
  // STEP 5: take `signal` from the options, too. If it is aborted already, throw
  // its reason here: `signal?.throwIfAborted()`. (`?.` skips the call if there is
  // no signal.)

  const { promise } = addon.startCount(limit, onProgress);

  // STEP 6: get `cancel` from startCount, too. Add a listener for 'abort' to the
  // signal, which calls `cancel(signal.reason)`. Remove it when the promise is
  // settled, whatever came of it: await the promise in a try, and remove the
  // listener in its finally.
  return await promise;
}

module.exports = { ...addon, countPrimes };
