module.exports = require('./build/myaddon.node');
