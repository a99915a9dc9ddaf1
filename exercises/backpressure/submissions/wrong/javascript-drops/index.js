const addon = require('bindings')('myaddon');

exports.readSensor = (count, onReading, onEnd) => {
  let delivered = 0;
  let dropped = 0;
  return addon.readSensor(
    count,
    (n) => {
      if (n < 64) {
        delivered++;
        onReading(n);
      } else dropped++;
    },
    () => onEnd({ delivered, dropped }),
  );
};
