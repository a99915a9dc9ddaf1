const addon = require('bindings')('myaddon');

exports.delay = async (ms, callback) => {
  await null;
  addon.delay(ms, callback);
};
