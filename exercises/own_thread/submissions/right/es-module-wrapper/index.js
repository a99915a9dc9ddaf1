import { createRequire } from 'node:module';

const addon = createRequire(import.meta.url)('bindings')('myaddon');

// One listener more or less changes nothing: each watcher has its own.
export function watchCounter(onTick) {
  const stop = addon.watchCounter(typeof onTick === 'function' ? (n) => void onTick(n) : onTick);
  let running = true;
  return () => {
    if (!running) return;
    running = false;
    stop();
  };
}
