module.exports = require('./build/Debug/myaddon.node');
