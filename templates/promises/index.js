// JavaScript sees your C++ through this file. `bindings` looks for the
// compiled file (build/Release/myaddon.node) and loads it with require().
module.exports = require('bindings')('myaddon');
