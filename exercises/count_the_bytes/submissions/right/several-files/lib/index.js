exports.byteLength = require('bindings')({ bindings: 'myaddon.node' }).byteLength;
