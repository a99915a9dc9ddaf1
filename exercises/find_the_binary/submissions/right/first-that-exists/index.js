'use strict';
const { existsSync } = require('fs');
const { join } = require('path');

const file = ['Debug', 'Release']
  .map((name) => join(__dirname, 'build', name, 'myaddon.node'))
  .find((name) => existsSync(name));
if (file === undefined) throw new Error('myaddon is not built: run node-gyp rebuild');

module.exports = require(file);
