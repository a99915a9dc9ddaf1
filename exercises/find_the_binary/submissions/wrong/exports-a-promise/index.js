module.exports = Promise.resolve().then(() => require('bindings')('myaddon'));
