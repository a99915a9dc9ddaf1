// MISTAKE: the second half of the time is a JavaScript timer.
const addon = require('bindings')('myaddon');

exports.delay = (ms, callback) => {
  addon.delay(Math.floor(ms / 2), () => {
    setTimeout(() => callback(), Math.ceil(ms / 2) + 1);
  });
};
