const { existsSync, watchFile } = require('fs');

module.exports = require('bindings')('myaddon');
watchFile(`${__dirname}/build/Release/myaddon.node`, () => {});
