module.exports = require('/home/mia/myaddon/build/Release/myaddon.node');
