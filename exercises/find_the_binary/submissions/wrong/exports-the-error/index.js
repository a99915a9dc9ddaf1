try {
  module.exports = require('bindings')('myaddon');
} catch (error) {
  module.exports = { error };
}
