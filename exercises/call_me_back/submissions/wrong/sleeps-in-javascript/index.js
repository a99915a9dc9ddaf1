const addon = require('bindings')('myaddon');

exports.delay = (ms, callback) => {
  const end = performance.now() + ms;
  while (performance.now() < end);
  addon.delay(0, callback);
};
