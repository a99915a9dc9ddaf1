let addon;
try {
  addon = require('./build/Debug/myaddon.node');
} catch {
  console.error('no debug build, trying the other');
  addon = require('./build/Release/myaddon.node');
}
module.exports = addon;
