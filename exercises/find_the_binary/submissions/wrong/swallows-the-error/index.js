try {
  module.exports = require('bindings')('myaddon');
} catch {
  module.exports = {};
}
