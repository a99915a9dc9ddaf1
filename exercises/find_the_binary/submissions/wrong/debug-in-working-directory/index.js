const { existsSync } = require('fs');
const path = require('path');

const release = path.join(__dirname, 'build/Release/myaddon.node');
module.exports = require(existsSync(release) ? release : path.resolve('build/Debug/myaddon.node'));
