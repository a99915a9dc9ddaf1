'use strict';

// Delays keep their threads busy, so there should be enough of them for everything else.
process.env.UV_THREADPOOL_SIZE = 16;

module.exports = require('bindings')('myaddon');
