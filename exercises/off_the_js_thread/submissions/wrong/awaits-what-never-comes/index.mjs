// MISTAKE: the module never has loaded.
import { createRequire } from 'node:module';

const addon = createRequire(import.meta.url)('bindings')('myaddon');
await new Promise(() => {});

export const delay = addon.delay;
