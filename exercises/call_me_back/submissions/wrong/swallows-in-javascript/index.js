const addon = require('bindings')('myaddon');

exports.delay = (ms, callback) => {
  addon.delay(ms, () => {
    try {
      callback();
    } catch (error) {
      console.error(error);
    }
  });
};
