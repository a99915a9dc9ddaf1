import { createRequire } from 'node:module';

const addon = createRequire(import.meta.url)('bindings')('myaddon');

// Checks here as well, so that the message names the package's own function.
export function readSensor(count, onReading, onEnd) {
  if (typeof onReading !== 'function') throw new TypeError('readSensor: onReading must be a function');
  if (typeof onEnd !== 'function') throw new TypeError('readSensor: onEnd must be a function');
  const stop = addon.readSensor(
    count,
    (n) => void onReading(n),
    ({ delivered, dropped }) => void onEnd({ delivered, dropped }),
  );
  return () => void stop();
}
