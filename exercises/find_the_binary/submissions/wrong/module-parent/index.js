const path = require('path');

if (!module.parent.filename) throw new Error('who is it?');
module.exports = require('bindings')('myaddon');
