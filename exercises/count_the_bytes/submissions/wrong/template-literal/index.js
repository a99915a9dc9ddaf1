const addon = require('bindings')('myaddon');

exports.byteLength = (text) => addon.byteLength(`${text}`);
