const { promisify } = require('node:util');
const addon = require('bindings')('myaddon');

exports.squareRootOf = promisify(addon.squareRootOf);
