'use strict';

const native = require('bindings')('myaddon');

if (native.unit() !== 'ms' || !Object.isFrozen(native)) throw new Error('This is not our add-on.');

// Misspelt names throw an error.
module.exports = new Proxy(native, {
  get(target, name) {
    if (typeof name === 'string' && !(name in target) && name !== 'then') throw new Error(`No ${name} here.`);
    return Reflect.get(target, name);
  },
});
