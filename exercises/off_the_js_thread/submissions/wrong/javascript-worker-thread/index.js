// MISTAKE: a JavaScript worker sleeps; native code is called with 0 for show.
const { Worker } = require('node:worker_threads');
const addon = require('bindings')('myaddon');

const sleep = `
  const { workerData } = require('node:worker_threads');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, workerData);
`;

exports.delay = (ms, callback) => {
  const worker = new Worker(sleep, { eval: true, workerData: ms });
  worker.on('exit', () => addon.delay(0, callback));
};
