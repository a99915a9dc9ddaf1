const { delay } = require('./native');

module.exports = { delay };
