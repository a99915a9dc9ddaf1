module.exports = require('./lib/binding/addon.node');
