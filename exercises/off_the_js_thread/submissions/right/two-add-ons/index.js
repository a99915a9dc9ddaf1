const bindings = require('bindings');
const { delay } = bindings('myaddon');
const { count } = bindings('counter');

exports.delay = (ms, callback) => {
  count();
  delay(ms, callback);
};
