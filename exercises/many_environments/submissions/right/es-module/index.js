import { createRequire } from 'node:module';

const addon = createRequire(import.meta.url)('./build/Release/myaddon.node');

export const { remember, recall, delay } = addon;
