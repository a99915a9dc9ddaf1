import t from 'tap';
import {
  failedCall,
  lateCall,
  offThreadCall,
  overrun,
  secondQueueCall,
  secondSettlement,
  workOnStack,
} from '../../src/probe/wrong-calls.js';
import { type Line, traceOf } from './traces.js';

t.test('the first call that failed with a cause of its own', async (t) => {
  const trace = traceOf([
    ['environment', 0],
    ['call-failed', 5, { functionName: 'napi_get_value_int32', status: 'napi_number_expected' }],
    ['call-failed', 20, { functionName: 'napi_create_string_utf8', status: 'napi_pending_exception' }],
    ['call-failed', 21, { functionName: 'napi_create_reference', thread: 200 }],
    ['call-failed', 30, { functionName: 'napi_create_async_work', status: 'napi_invalid_arg' }],
    ['call-failed', 31, { functionName: 'napi_queue_async_work', status: 'napi_invalid_arg' }],
  ]);
  t.match(failedCall(trace, 10), { functionName: 'napi_create_async_work', status: 'napi_invalid_arg' });
  t.match(failedCall(trace, 0), { status: 'napi_number_expected' });
  t.equal(failedCall(trace, 40), undefined);
});

t.test('the first call off its thread', async (t) => {
  const trace = traceOf([
    ['environment', 0],
    ['violation', 3, { functionName: 'napi_get_global' }],
    ['violation', 4, { functionName: 'napi_later' }],
  ]);
  t.match(offThreadCall(trace), { functionName: 'napi_get_global' });
  t.equal(offThreadCall(traceOf([])), undefined);
});

t.test('the first call after the environment, and the first write past the end', async (t) => {
  const trace = traceOf([
    ['overrun', 2, { size: 8, bytesPast: 40 }],
    ['overrun', 3, { size: 9, bytesPast: 1 }],
    ['late-call', 8, { functionName: 'napi_delete_reference' }],
  ]);
  t.match(overrun(trace), { size: 8, bytesPast: 40 });
  t.match(lateCall(trace), { functionName: 'napi_delete_reference' });
  t.same([overrun(traceOf([])), lateCall(traceOf([]))], [undefined, undefined]);
});

t.test('a deferred that is settled again', async (t) => {
  const again = (...lines: Line[]) => {
    const found = secondSettlement(traceOf(lines));
    return found && [found.first.t, found.second.t];
  };
  const settled = (t: number, deferred = '0:1'): Line => ['deferred-settled', t, { deferred }];
  t.same(again(settled(1), settled(2, '0:2'), settled(3)), [1, 3]);
  t.equal(again(settled(1), settled(2, '0:2')), undefined);
});

t.test('work that is queued while it is queued', async (t) => {
  const at = (...lines: Line[]) => secondQueueCall(traceOf(lines))?.t;
  const queued = (t: number, work = '0:1'): Line => ['work-queued', t, { work }];
  t.equal(at(queued(1), queued(2)), 2);
  t.equal(at(queued(1), ['execute-begin', 2], queued(3)), 3, 'before it is done');
  t.equal(at(queued(1), ['execute-end', 2], queued(3)), undefined);
  t.equal(at(queued(1), ['work-deleted', 2], queued(3)), undefined, 'another one at the same address');
  t.equal(at(queued(1), queued(2, '0:2'), queued(3, '1:1')), undefined, 'three items');
});

t.test('work with its data on the stack', async (t) => {
  const at = (returns: number[], ...lines: Line[]) => workOnStack(traceOf(lines), returns)?.t;
  const onStack: Line = ['work-created', 1, { onStack: 'data' }];
  t.equal(at([3], onStack, ['work-queued', 2], ['execute-end', 4]), 1);
  t.equal(at([3], ['work-created', 1, { onStack: undefined }], ['work-queued', 2]), undefined);
  t.equal(at([3], onStack), undefined, 'never queued');
  t.equal(at([5], onStack, ['work-queued', 2], ['execute-end', 4]), undefined, 'the call waited for it');
  t.equal(at([], onStack, ['work-queued', 2]), undefined, 'it never returned');
});
