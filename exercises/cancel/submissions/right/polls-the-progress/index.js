const { startCount } = require('bindings')('myaddon');

const EVERY = 10_000;

exports.countPrimes = async function countPrimes(limit, { signal, onProgress } = {}) {
  signal?.throwIfAborted();
  const { promise, cancel, tested } = startCount(limit);
  let next = EVERY;
  const report = () => {
    for (; next <= tested() && !signal?.aborted; next += EVERY) onProgress?.(next);
  };
  const timer = setInterval(report, 2);
  const onAbort = () => cancel(signal.reason);
  signal?.addEventListener('abort', onAbort);
  try {
    const primes = await promise;
    report();
    signal?.throwIfAborted();
    return primes;
  } finally {
    clearInterval(timer);
    signal?.removeEventListener('abort', onAbort);
  }
};
