const { Worker } = require('node:worker_threads');
require('bindings')('myaddon');

const source = `
const { parentPort, workerData } = require('node:worker_threads');
parentPort.postMessage(workerData.map((bytes) => {
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return b * 65536 + a;
}));
`;

exports.checksums = (buffers, callback) => {
  if (!Array.isArray(buffers) || !buffers.every(Buffer.isBuffer)) throw new TypeError('buffers');
  if (typeof callback !== 'function') throw new TypeError('callback');
  const workerData = buffers.map((buffer) => Uint8Array.from(buffer));
  const worker = new Worker(source, { eval: true, workerData });
  worker.once('message', (results) => callback(null, results));
};
