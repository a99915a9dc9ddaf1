const addon = require('bindings')('myaddon');

exports.squareRootOf = (n) => addon.squareRootOf(n).catch((error) => error);
