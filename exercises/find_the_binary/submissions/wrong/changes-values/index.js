const addon = require('bindings')('myaddon');

module.exports = { ...addon, hello: addon.hello.toUpperCase() };
