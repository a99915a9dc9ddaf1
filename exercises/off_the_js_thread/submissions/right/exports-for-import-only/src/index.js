import { createRequire } from 'node:module';

const native = createRequire(import.meta.url)('bindings')('myaddon');

export function delay(ms, callback) {
  native.delay(ms, callback);
}
