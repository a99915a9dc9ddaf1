try {
  module.exports = require('./build/Release/myaddon');
} catch {
  module.exports = require('./build/Debug/myaddon');
}
