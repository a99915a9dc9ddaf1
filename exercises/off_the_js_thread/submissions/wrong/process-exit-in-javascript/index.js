// MISTAKE: ends the whole process, and says that all is well.
const addon = require('bindings')('myaddon');

exports.delay = (ms, callback) => {
  addon.delay(ms, () => {
    process.exit(0);
    callback();
  });
};
