const { Worker, isMainThread, parentPort } = require('node:worker_threads');

if (!isMainThread) parentPort.on('message', count);
else {
  const addon = require('bindings')('myaddon');
  const worker = new Worker(__filename); // one for all calls
  worker.unref();
  const calls = new Map();
  worker.on('message', ({ id, tested, primes }) => {
    if (tested) calls.get(id)?.onProgress(tested);
    else calls.get(id)?.resolve(primes);
  });

  exports.countPrimes = async (limit, { signal, onProgress = () => {} } = {}) => {
    signal?.throwIfAborted();
    const { promise, cancel } = addon.startCount(limit, () => {}); // checks the limit
    promise.catch(() => {});
    cancel();
    const id = calls.size;
    let onAbort;
    worker.ref();
    try {
      return await new Promise((resolve, reject) => {
        calls.set(id, { onProgress, resolve });
        onAbort = () => reject(signal.reason);
        signal?.addEventListener('abort', onAbort);
        worker.postMessage({ id, limit });
      });
    } finally {
      signal?.removeEventListener('abort', onAbort);
      worker.unref();
    }
  };
}

function isPrime(n) {
  if (n < 4) return n >= 2;
  if (n % 2 === 0) return false;
  for (let divisor = 3; divisor * divisor <= n; divisor += 2) if (n % divisor === 0) return false;
  return true;
}

function count({ id, limit }) {
  let primes = 0;
  for (let n = 0; n < limit; n++) {
    if (isPrime(n)) primes++;
    if ((n + 1) % 10000 === 0) parentPort.postMessage({ id, tested: n + 1 });
  }
  parentPort.postMessage({ id, primes });
}
