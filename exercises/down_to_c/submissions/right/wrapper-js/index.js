const native = require('./build/Release/myaddon.node');

/**
 * @param {number} ms
 * @param {() => void} callback
 */
function delay(ms, callback) {
  if (typeof ms !== 'number') {
    const error = new TypeError(`ms: ${typeof ms} given, number expected`);
    error.code = 'ERR_INVALID_ARG_TYPE';
    throw error;
  }
  if (typeof callback !== 'function') throw new TypeError('callback: function expected');
  native.delay(ms, callback);
}

module.exports = { delay };
