const { Worker } = require('node:worker_threads');
const addon = require('bindings')('myaddon');

const source = `
  const { parentPort, workerData } = require('node:worker_threads');
  for (let n = 0; n < Math.min(workerData, 64); n++) parentPort.postMessage(n);
`;

exports.readSensor = (count, onReading, onEnd) => {
  if (typeof count !== 'number' || typeof onReading !== 'function' || typeof onEnd !== 'function') throw new TypeError('wrong arguments');
  addon.readSensor(count, onReading, onEnd);
  const worker = new Worker(source, { eval: true, workerData: count });
  let delivered = 0;
  worker.on('message', (n) => {
    delivered++;
    onReading(n);
  });
  worker.on('exit', () => onEnd({ delivered, dropped: count - delivered }));
  return () => worker.terminate();
};
