let addon;
const load = () => (addon ??= require('bindings')('myaddon'));

module.exports = new Proxy(
  {},
  {
    get: (_, name) => load()[name],
    has: (_, name) => name in load(),
    ownKeys: () => Reflect.ownKeys(load()),
    getOwnPropertyDescriptor: (_, name) => ({ value: load()[name], enumerable: true, configurable: true }),
  },
);
