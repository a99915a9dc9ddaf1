// MISTAKE: the safety net is not taken away when it is no longer needed, so the
// callback is called a second time.
const addon = require('bindings')('myaddon');

exports.delay = (ms, callback) => {
  addon.delay(ms, () => callback());
  setTimeout(() => callback(), ms + 100);
};
