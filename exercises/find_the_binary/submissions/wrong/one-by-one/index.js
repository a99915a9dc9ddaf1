const addon = require('bindings')('myaddon');

module.exports = { hello: addon.hello };
