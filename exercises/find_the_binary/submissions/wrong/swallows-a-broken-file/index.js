const { existsSync } = require('fs');

const file = ['Release', 'Debug'].map((kind) => `${__dirname}/build/${kind}/myaddon.node`).find(existsSync);
if (!file) throw new Error('build it first');
try {
  process.dlopen(module, file);
} catch {}
