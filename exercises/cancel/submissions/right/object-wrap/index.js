const { Count } = require('bindings')('myaddon');

class RangeFault extends RangeError {
  code = 'ERR_OUT_OF_RANGE';
}

async function countPrimes(limit, options = {}) {
  const { signal, onProgress = () => {} } = options;
  if (typeof limit !== 'number') {
    const error = new TypeError(`limit: a ${typeof limit}`);
    error.code = 'ERR_INVALID_ARG_TYPE';
    throw error;
  }
  if (!Number.isSafeInteger(limit) || limit < 0) throw new RangeFault(`limit: ${limit}`);
  if (signal?.aborted) throw signal.reason;
  const count = new Count(limit, onProgress);
  const done = new AbortController();
  signal?.addEventListener('abort', () => count.cancel(signal.reason), { signal: done.signal });
  try {
    return await count.start();
  } finally {
    done.abort();
  }
}

module.exports = { countPrimes };
