// MISTAKE: an interval is started with every call, and never cleared.
const addon = require('bindings')('myaddon');

let turns = 0;

exports.delay = (ms, callback) => {
  setInterval(() => turns++, 100);
  addon.delay(ms, callback);
};
