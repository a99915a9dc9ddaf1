import bindings from 'bindings';

const addon = bindings('myaddon');

export const squareRoot = (n) => addon.squareRoot(n);
export const attempt = (fn) => addon.attempt(fn);
