const bindings = require('bindings');

module.exports = bindings({ bindings: 'myaddon.node', module_root: __dirname });
