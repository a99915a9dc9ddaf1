// MISTAKE: "type": "module" in package.json, but require() in here.
module.exports = require('bindings')('myaddon');
