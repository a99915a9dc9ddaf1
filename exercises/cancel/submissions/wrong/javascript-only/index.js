const { setImmediate } = require('node:timers/promises');

const addon = require('bindings')('myaddon');

function isPrime(n) {
  if (n < 4) return n >= 2;
  if (n % 2 === 0) return false;
  for (let divisor = 3; divisor * divisor <= n; divisor += 2) if (n % divisor === 0) return false;
  return true;
}

function startCount(limit, onProgress) {
  addon.startCount(limit, onProgress).cancel(); // checks the limit
  const { promise, resolve, reject } = withResolvers();
  let stopped = false;
  const count = async () => {
    let primes = 0;
    for (let n = 0; n < limit; n++) {
      if (stopped) return;
      if (isPrime(n)) primes++;
      if ((n + 1) % 10000 === 0) onProgress(n + 1);
      if (n % 1000 === 0) await setImmediate();
    }
    resolve(primes);
  };
  count();
  return {
    promise,
    cancel(reason) {
      stopped = true;
      reject(reason);
    },
  };
}

function withResolvers() {
  let resolve, reject;
  const promise = new Promise((...both) => {
    [resolve, reject] = both;
  });
  return { promise, resolve, reject };
}

// countPrimes(limit, { signal, onProgress }): returns a promise of the number of
// primes below limit. It is an async function, so what it throws rejects the
// promise, and so does what the add-on throws.
async function countPrimes(limit, { signal, onProgress = () => {} } = {}) {
  signal?.throwIfAborted();
  const { promise, cancel } = startCount(limit, onProgress);
  const onAbort = () => cancel(signal.reason);
  signal?.addEventListener('abort', onAbort);
  try {
    return await promise;
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
}

module.exports = { ...addon, countPrimes };
