import { createRequire } from 'node:module';

const addon = createRequire(import.meta.url)('./build/Release/myaddon.node');

export function print(text) {
  if (typeof text !== 'string') throw new TypeError(`text must be a string, not ${typeof text}`);
  return addon.print(text);
}
