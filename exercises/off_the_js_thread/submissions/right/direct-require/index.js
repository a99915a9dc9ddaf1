const { delay } = require('./build/Release/myaddon.node');

exports.delay = delay;
