const { isMainThread } = require('node:worker_threads');

if (!isMainThread) throw new Error('myaddon: use me on the main thread');

module.exports = require('bindings')('myaddon');
