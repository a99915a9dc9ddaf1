import { createRequire } from 'node:module';

const native = createRequire(import.meta.url)('./build/Release/myaddon.node');

/**
 * @param {readonly Buffer[]} buffers
 * @param {(error: null, checksums: number[]) => void} callback
 */
export function checksums(buffers, callback) {
  if (!Array.isArray(buffers)) throw new TypeError(`buffers: ${typeof buffers} given, array expected`);
  for (const [index, buffer] of buffers.entries()) {
    if (!Buffer.isBuffer(buffer)) throw new TypeError(`buffers[${index}] is not a Buffer`);
  }
  if (typeof callback !== 'function') throw new TypeError('callback: function expected');
  native.checksums(buffers, (error, results) => callback(error, Array.from(results)));
}
