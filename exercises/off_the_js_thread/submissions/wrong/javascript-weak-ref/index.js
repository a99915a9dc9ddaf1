// MISTAKE: while the work runs, only a WeakRef knows the callback.
const addon = require('bindings')('myaddon');

exports.delay = (ms, callback) => {
  const ref = new WeakRef(callback);
  addon.delay(ms, makeCaller(ref));
};

function makeCaller(ref) {
  return () => ref.deref()?.();
}
