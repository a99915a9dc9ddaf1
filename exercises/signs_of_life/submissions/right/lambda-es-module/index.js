import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const addon = require('bindings')('myaddon');

export const print = addon.print;
