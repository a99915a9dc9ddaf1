import t from 'tap';
import type { RunRecord } from '../../../src/harness/parent/run-record.js';
import { callbackScope } from '../../../src/tasks/delay/callback-scope.js';

/** A run with these observations, in this order. */
function observed(...names: string[]): RunRecord {
  return {
    scenario: 'dueTogether',
    events: names.map((name, t) => ({ kind: 'observation', t, name, value: '' })),
    code: 0,
    signal: null,
    cutOffAt: undefined,
    trace: undefined,
    stdout: '',
    stderr: '',
  };
}

t.test('only a microtask that waited beyond the next callback is evidence', async (t) => {
  t.equal(callbackScope(observed('microtask', 'next-callback')), undefined);
  t.match(callbackScope(observed('next-callback', 'microtask')), { situation: 'callback-scope.none' });
  t.match(callbackScope(observed('next-callback')), { situation: 'callback-scope.none' });
  t.equal(callbackScope(observed('microtask')), undefined, 'the second callback never came');
  t.equal(callbackScope(observed()), undefined);
});
