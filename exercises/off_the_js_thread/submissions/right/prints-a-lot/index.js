const addon = require('bindings')('myaddon');

console.log('myaddon: loaded');

exports.delay = (ms, callback) => {
  console.log('myaddon: delay(%d) is called', ms);
  addon.delay(ms, callback);
  console.error('myaddon: delay(%d) has returned', ms);
};
