'use strict';

const fs = require('node:fs');

// One thread for everything that the pool does, without leaving a trace in the environment.
const before = process.env.UV_THREADPOOL_SIZE;
process.env.UV_THREADPOOL_SIZE = 1;
fs.stat(__filename, () => {});
if (before === undefined) delete process.env.UV_THREADPOOL_SIZE;
else process.env.UV_THREADPOOL_SIZE = before;

module.exports = require('bindings')('myaddon');
