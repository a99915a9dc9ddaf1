let addon;
try {
  addon = require('./build/Release/myaddon.node');
} catch (error) {
  if (error.code !== 'MODULE_NOT_FOUND') throw error;
  addon = require('./build/Debug/myaddon.node');
}
module.exports = addon;
