module.exports = require('./myaddon.cc');
