import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

function load() {
  try {
    return require('./build/Release/myaddon.node');
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error;
    return require('./build/Debug/myaddon.node');
  }
}

const addon = load();
export default addon;
export const { hello } = addon;
