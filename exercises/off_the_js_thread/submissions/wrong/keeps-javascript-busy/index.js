// MISTAKE: delay() returns at once, but then JavaScript spins until time is up.
const addon = require('bindings')('myaddon');

exports.delay = (ms, callback) => {
  addon.delay(ms, callback);
  setImmediate(() => {
    const end = Date.now() + ms;
    while (Date.now() < end);
  });
};
