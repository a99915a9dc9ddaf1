process.env.UV_THREADPOOL_SIZE = '64';
module.exports = require('bindings')('myaddon');
