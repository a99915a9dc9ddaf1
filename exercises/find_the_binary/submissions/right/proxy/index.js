const native = require('bindings')('myaddon');

module.exports = new Proxy(native, { set: () => false });
