// MISTAKE: a timer guesses when the work is done; the work itself is not asked.
const addon = require('bindings')('myaddon');

exports.delay = (ms, callback) => {
  addon.delay(ms + 200, () => {});
  setTimeout(() => callback(), ms + 1);
};
