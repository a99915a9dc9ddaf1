import { createRequire } from 'node:module';

const addon = createRequire(import.meta.url)('./build/Release/myaddon.node');

/**
 * Sleeps, then calls back.
 * @param {number} ms
 * @param {() => void} callback
 */
export const delay = (ms, callback) => addon.delay(ms, callback);
export const print = addon.print.bind(addon);
