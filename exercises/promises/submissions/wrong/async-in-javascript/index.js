const addon = require('bindings')('myaddon');

exports.squareRootOf = async (n) => addon.squareRootOf(n);
