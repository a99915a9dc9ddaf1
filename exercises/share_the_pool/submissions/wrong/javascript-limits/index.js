const addon = require('bindings')('myaddon');

const waiting = [];
let inPool = 0;

function startJobs() {
  while (inPool < 2 && waiting.length > 0) {
    const { buffer, done } = waiting.shift();
    inPool++;
    addon.checksums([buffer], (error, [checksum]) => {
      inPool--;
      startJobs();
      done(checksum);
    });
  }
}

exports.checksums = (buffers, callback) => {
  if (!Array.isArray(buffers) || !buffers.every(Buffer.isBuffer)) throw new TypeError('buffers');
  if (typeof callback !== 'function') throw new TypeError('callback');
  if (buffers.length === 0) return void setImmediate(callback, null, []);
  const results = new Array(buffers.length);
  let remaining = buffers.length;
  buffers.forEach((buffer, i) => {
    waiting.push({
      buffer,
      done(checksum) {
        results[i] = checksum;
        if (--remaining === 0) callback(null, results);
      },
    });
  });
  startJobs();
};
