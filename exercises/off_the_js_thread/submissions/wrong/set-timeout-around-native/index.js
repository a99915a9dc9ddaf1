// MISTAKE: the waiting is done by a JavaScript timer; native code gets 0.
const addon = require('bindings')('myaddon');

exports.delay = (ms, callback) => {
  setTimeout(() => addon.delay(0, callback), ms);
};
