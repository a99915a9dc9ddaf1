const addon = require('bindings')('myaddon');

exports.remember = (object) => addon.remember(object);
exports.recall = () => addon.recall();
exports.delay = (ms, callback) => {
  addon.delay(ms, () => callback());
};
