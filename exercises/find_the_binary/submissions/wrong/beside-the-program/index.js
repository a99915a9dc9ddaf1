const path = require('path');

module.exports = require(path.join(path.dirname(require.main.filename), 'build/Release/myaddon.node'));
