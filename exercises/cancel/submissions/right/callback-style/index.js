const { startCount } = require('bindings')('myaddon');

exports.countPrimes = (limit, { signal, onProgress = () => {} } = {}) =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const cancel = startCount(limit, onProgress, (error, count) => {
      signal?.removeEventListener('abort', onAbort);
      if (error) reject(error);
      else resolve(count);
    });
    function onAbort() {
      cancel();
      reject(signal.reason);
    }
    signal?.addEventListener('abort', onAbort, { once: true });
  });
