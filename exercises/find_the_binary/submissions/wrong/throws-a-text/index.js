const { existsSync } = require('fs');

const file = ['Release', 'Debug'].map((kind) => `${__dirname}/build/${kind}/myaddon.node`).find(existsSync);
if (!file) throw 'myaddon has not been built';

module.exports = require(file);
