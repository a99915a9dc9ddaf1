// MISTAKE: there is no file validate.js.
const validate = require('./validate');
const addon = require('bindings')('myaddon');

exports.delay = (ms, callback) => addon.delay(validate(ms), callback);
