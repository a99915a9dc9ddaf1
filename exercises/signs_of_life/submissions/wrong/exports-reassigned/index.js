exports = require('bindings')('myaddon');
