const addon = require('bindings')('myaddon');

exports.checksums = (buffers, callback) => {
  if (!Array.isArray(buffers) || !buffers.every(Buffer.isBuffer)) throw new TypeError('buffers');
  if (typeof callback !== 'function') throw new TypeError('callback');
  if (buffers.length === 0) return addon.checksums(buffers, callback);
  const results = new Array(buffers.length);
  let remaining = buffers.length;
  buffers.forEach((buffer, i) => {
    addon.checksums([buffer], (error, [checksum]) => {
      results[i] = checksum;
      if (--remaining === 0) callback(null, results);
    });
  });
};
