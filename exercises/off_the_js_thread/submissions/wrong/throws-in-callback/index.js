// MISTAKE: a ReferenceError, thrown where nobody can catch it.
const addon = require('bindings')('myaddon');

exports.delay = (ms, callback) => {
  addon.delay(ms, () => calback());
};
