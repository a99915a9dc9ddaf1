try {
  module.exports = require('bindings')('myaddon');
} catch (error) {
  console.error('Could not load the add-on', error);
}
