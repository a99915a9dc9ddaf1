import { randomInt } from 'node:crypto';
import type { PlannedCall } from '../../src/tasks/values/params.js';
import { expressionOf, NON_NUMBERS, randomText } from '../../src/tasks/values/samples.js';

/** Calls of `delay` in which `ms` is not a number or `callback` is not a function. */
export function wrongCalls(): PlannedCall[] {
  const ms = () => String(randomInt(1, 9));
  const call = (...args: string[]): PlannedCall => ({ fn: 'delay', args });
  return [
    call(`"${ms()} ms"`, 'callback'),
    call(expressionOf(randomText(randomInt(1, 60))), ms()),
    call(),
    call(ms()),
    call(ms(), '{}'),
    ...NON_NUMBERS.map((value) => call(value, 'callback')),
    ...[
      'undefined',
      'null',
      'true',
      '"callback"',
      '7',
      '7n',
      'Symbol("callback")',
      '[callback]',
      '/callback/',
    ].map((value) => call(ms(), value)),
    call('callback', ms()),
    call('callback'),
  ];
}
