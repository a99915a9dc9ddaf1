const path = require('path');

module.exports = require(path.resolve('build/Release/myaddon.node'));
