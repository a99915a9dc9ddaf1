const native = require('./native');

module.exports = native;
