const { Worker } = require('node:worker_threads');
const addon = require('bindings')('myaddon');

exports.addon = addon;
exports.watchCounter = (onTick) => {
  if (typeof onTick !== 'function') throw new TypeError('onTick must be a function');
  const worker = new Worker(
    'let n = 0; setInterval(() => require("node:worker_threads").parentPort.postMessage(++n), 5);',
    { eval: true },
  );
  let running = true;
  worker.on('message', (n) => running && onTick(n));
  return () => {
    running = false;
    worker.terminate();
  };
};
