import bindings from 'bindings';

const addon = bindings('myaddon');

export function delay(ms, callback) {
  addon.delay(ms, callback);
}
