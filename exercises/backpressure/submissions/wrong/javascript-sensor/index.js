const addon = require('bindings')('myaddon');

exports.readSensor = (count, onReading, onEnd) => {
  if (typeof count !== 'number' || typeof onReading !== 'function' || typeof onEnd !== 'function') throw new TypeError('wrong arguments');
  addon.readSensor(count, onReading, onEnd);
  let delivered = 0;
  let running = true;
  setImmediate(() => {
    for (; running && delivered < Math.min(count, 64); delivered++) onReading(delivered);
    onEnd({ delivered, dropped: count - delivered });
  });
  return () => {
    running = false;
  };
};
