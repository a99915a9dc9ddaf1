import t from 'tap';
import { failedCall } from '../../src/probe/failed-call.js';
import { traceOf } from './traces.js';

const INVALID = 1;
const PENDING = 10;
const failed = (functionName: string, a: number, more = {}) => ({ functionName, a, ...more });

t.test('the first call that failed by its own fault', async (t) => {
  const trace = traceOf([
    ['environment', 0],
    ['call-failed', 5, failed('napi_get_value_int32', 6)],
    ['call-failed', 20, failed('napi_create_string_utf8', PENDING)],
    ['call-failed', 21, failed('napi_create_reference', INVALID, { thread: 200 })],
    ['call-failed', 30, failed('napi_create_async_work', INVALID)],
    ['call-failed', 31, failed('napi_queue_async_work', INVALID)],
  ]);
  t.match(failedCall(trace, 10, '/'), {
    functionName: 'napi_create_async_work',
    status: 'napi_invalid_arg',
    where: undefined,
  });
  t.match(failedCall(trace, 0, '/'), { status: 'napi_number_expected' });
  t.equal(failedCall(trace, 40, '/'), undefined);
});

t.test('a status of a later Node.js', async (t) => {
  t.match(failedCall(traceOf([['call-failed', 1, failed('napi_new', 99)]]), 0, '/'), { status: '99' });
});
