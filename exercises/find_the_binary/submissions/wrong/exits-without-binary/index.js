try {
  module.exports = require('bindings')('myaddon');
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
