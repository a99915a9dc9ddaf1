try {
  module.exports = require('bindings')('myaddon');
} catch (error) {
  console.error('myaddon could not be loaded. Did you run node-gyp rebuild?');
  throw error;
}
