const { delay } = require('bindings')('myaddon');

exports.delay = (ms, callback) => {
  if (typeof ms !== 'number') throw new TypeError('ms must be a number');
  if (typeof callback !== 'function') throw new TypeError('callback must be a function');
  return delay(ms, callback);
};
