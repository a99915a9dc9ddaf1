const addon = require('bindings')('myaddon');

module.exports = {
  ...addon,
  delay: (ms, callback) => setTimeout(callback, ms),
};
