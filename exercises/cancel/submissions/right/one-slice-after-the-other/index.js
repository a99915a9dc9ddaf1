const { slice } = require('bindings')('myaddon');

const SLICE = 10_000;

exports.countPrimes = async (limit, { signal, onProgress } = {}) => {
  check(limit);
  signal?.throwIfAborted();
  let aborted;
  let cancel;
  const abort = new Promise((_, reject) => {
    aborted = () => {
      cancel?.();
      reject(signal.reason);
    };
    signal?.addEventListener('abort', aborted);
  });
  abort.catch(() => {});
  try {
    let primes = 0;
    for (let from = 0; from < limit; from += SLICE) {
      const to = Math.min(from + SLICE, limit);
      const [promise, cancelSlice] = slice(from, to);
      cancel = cancelSlice;
      promise.then(() => {
        if (cancel === cancelSlice) cancel = undefined;
      });
      primes += await Promise.race([promise, abort]);
      if (to - from === SLICE) onProgress?.(to);
      signal?.throwIfAborted(); // onProgress may abort it
    }
    return primes;
  } finally {
    signal?.removeEventListener('abort', aborted);
  }
};

function check(limit) {
  if (typeof limit !== 'number')
    throw Object.assign(new TypeError('limit must be a number'), { code: 'ERR_INVALID_ARG_TYPE' });
  if (!Number.isInteger(limit) || limit < 0 || limit >= 2 ** 32)
    throw Object.assign(new RangeError('limit must be a whole number'), { code: 'ERR_OUT_OF_RANGE' });
}
