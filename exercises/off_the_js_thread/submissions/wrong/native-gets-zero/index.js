// MISTAKE: native code gets 0 to do, beside a JavaScript timer that does it all.
const addon = require('bindings')('myaddon');

exports.delay = (ms, callback) => {
  addon.delay(0, () => {});
  setTimeout(() => callback(), ms + 1);
};
