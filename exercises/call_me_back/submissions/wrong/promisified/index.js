const { promisify } = require('util');
const addon = require('bindings')('myaddon');

module.exports = { ...addon, delay: promisify(addon.delay) };
