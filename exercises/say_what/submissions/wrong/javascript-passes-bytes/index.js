const addon = require('bindings')('myaddon');

exports.print = (text) => addon.print(typeof text === 'string' ? Buffer.from(text) : text);
