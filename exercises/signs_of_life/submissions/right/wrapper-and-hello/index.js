'use strict';

const addon = require('./build/Release/myaddon.node');

/** Writes one line to standard output. */
function print() {
  addon.print();
}

module.exports = { hello: addon.hello, print };
