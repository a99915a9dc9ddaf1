const addon = require('bindings')('myaddon');

function adler32(bytes) {
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return b * 65536 + a;
}

exports.checksums = (buffers, callback) => {
  if (!Array.isArray(buffers) || !buffers.every(Buffer.isBuffer)) throw new TypeError('buffers');
  if (typeof callback !== 'function') throw new TypeError('callback');
  const copy = [...buffers];
  const results = [];
  const next = () => {
    if (results.length === copy.length) return callback(null, results);
    results.push(adler32(copy[results.length]));
    setImmediate(next);
  };
  setImmediate(next);
};
exports.native = addon.checksums;
