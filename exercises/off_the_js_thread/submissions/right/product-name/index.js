module.exports = require('./lib/native/fast-delay.node');
