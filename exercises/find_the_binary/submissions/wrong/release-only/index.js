module.exports = require('./build/Release/myaddon.node');
