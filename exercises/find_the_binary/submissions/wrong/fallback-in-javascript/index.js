let addon;
try {
  addon = require('bindings')('myaddon');
} catch {
  addon = { hello: 'from JavaScript' };
}
module.exports = addon;
