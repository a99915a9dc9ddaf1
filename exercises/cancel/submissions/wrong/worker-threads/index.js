const { Worker, isMainThread, parentPort, workerData } = require('node:worker_threads');

if (!isMainThread) count(workerData);
else {
  const addon = require('bindings')('myaddon');

  exports.countPrimes = async (limit, { signal, onProgress } = {}) => {
    signal?.throwIfAborted();
    const { promise, cancel } = addon.startCount(limit, () => {}); // checks the limit
    promise.catch(() => {});
    cancel();
    const worker = new Worker(__filename, { workerData: limit });
    let onAbort;
    try {
      return await new Promise((resolve, reject) => {
        worker.on('message', ({ tested, primes }) => (tested ? onProgress?.(tested) : resolve(primes)));
        worker.on('error', reject);
        onAbort = () => reject(signal.reason);
        signal?.addEventListener('abort', onAbort);
      });
    } finally {
      signal?.removeEventListener('abort', onAbort);
      worker.terminate();
    }
  };
}

function isPrime(n) {
  if (n < 4) return n >= 2;
  if (n % 2 === 0) return false;
  for (let divisor = 3; divisor * divisor <= n; divisor += 2) if (n % divisor === 0) return false;
  return true;
}

function count(limit) {
  let primes = 0;
  for (let n = 0; n < limit; n++) {
    if (isPrime(n)) primes++;
    if ((n + 1) % 10000 === 0) parentPort.postMessage({ tested: n + 1 });
  }
  parentPort.postMessage({ primes });
}
