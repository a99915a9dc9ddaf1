import { randomInt } from 'node:crypto';
import type { PlannedCall } from '../../src/tasks/values/params.js';

/** Calls in which `buffers` is not an array of Buffers, or `callback` is not a function. */
export function wrongCalls(): PlannedCall[] {
  const call = (...args: string[]): PlannedCall => ({ fn: 'checksums', args });
  const buffer = `Buffer.alloc(${randomInt(1, 100)})`;
  return [
    call(`[${buffer}, "text"]`, 'callback'),
    call(`[${buffer}]`, '{}'),
    call(),
    call(`[${buffer}]`),
    call('[]', 'null'),
    ...['undefined', 'null', '7', '"buffers"', buffer, `{ 0: ${buffer}, length: 1 }`].map((value) =>
      call(value, 'callback'),
    ),
    ...['undefined', 'null', '7', '{}', '[1, 2]', 'new ArrayBuffer(8)', `[${buffer}]`].map((value) =>
      call(`[${buffer}, ${buffer}, ${value}]`, 'callback'),
    ),
    call(`[, ${buffer}]`, 'callback'),
    call('callback', `[${buffer}]`),
  ];
}
