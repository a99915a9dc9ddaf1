import t from 'tap';
import { crashCause } from '../../src/harness/parent/crash-cause.js';
import { type Line, traceOf } from '../probe/traces.js';
import { Story } from '../tasks/delay/records.js';

const crashed = (stderr = '', ...lines: Line[]) =>
  crashCause(
    new Story()
      .call(150, 1, 2)
      .told({ end: 'abruptly', code: null, signal: 'SIGABRT', stderr, trace: traceOf(lines) }),
  );
const fatal = (words: string) => `FATAL ERROR: ${words}\n----- Native stack trace -----\n`;

const created: Line = ['work-created', 1, { stack: { file: '/addon.node', frames: [0x10] } }];
const execute: Line = ['execute-begin', 2, { thread: 200 }];
const complete: Line = ['complete-begin', 3, { work: '0:2' }];

t.test('nothing that could crash it', async (t) => {
  t.equal(crashCause(new Story().told()), undefined);
  t.equal(crashCause(new Story().told({ end: 'abruptly', cutOffAt: 7, signal: 'SIGKILL' })), undefined);
});

t.test('what the probe recorded comes first, even where the process survived', async (t) => {
  const call: Line = ['violation', 4, { thread: 200, functionName: 'napi_get_global' }];
  t.match(crashed(fatal('without a HandleScope'), created, execute, call), {
    kind: 'off-thread-call',
    call: { functionName: 'napi_get_global' },
    during: { callback: 'execute', thread: 200, createdAt: { frames: [0x10] } },
  });
  const twice: Line[] = [
    ['work-queued', 4],
    ['work-queued', 5],
  ];
  t.match(crashed('', ...twice), { kind: 'queued-twice', call: { t: 5 }, during: undefined });
  t.match(crashCause(new Story().told({ trace: traceOf(twice) })), { kind: 'queued-twice' });
});

t.test('a joinable std::thread was destroyed', async (t) => {
  const made: Line = ['thread-created', 3];
  const terminated: Line = ['terminated', 4];
  const message = 'terminate called without an active exception\n';
  t.match(crashed(message, made, terminated), { kind: 'joinable-thread', call: { t: 4 } });
  t.not(crashed(message, made, ['thread-joined', 4], terminated)?.kind, 'joinable-thread');
  t.not(
    crashed("terminate called after throwing an instance of 'int'\n", made, terminated)?.kind,
    'joinable-thread',
  );
});

t.test('a request on the stack', async (t) => {
  const lines: Line[] = [
    ['work-created', 1, { onStack: 'request' }],
    ['work-queued', 1],
  ];
  const during = (signal: NodeJS.Signals, ...more: Line[]) =>
    crashCause(
      new Story()
        .call(150, 1, undefined)
        .told({ end: 'abruptly', code: null, signal, trace: traceOf([...lines, ...more]) }),
    )?.kind;
  t.equal(during('SIGSEGV'), 'request-on-stack', 'its return was not recorded any more');
  t.not(during('SIGSEGV', ['execute-end', 2]), 'request-on-stack', 'the call may have waited for it');
  t.not(during('SIGABRT'), 'request-on-stack');
  t.equal(crashed('', ...lines)?.kind, 'request-on-stack', 'it returned');
});

t.test('a crash after work was deleted before its complete callback', async (t) => {
  const early: Line[] = [
    ['work-queued', 4],
    ['work-deleted', 5],
  ];
  t.match(crashed('', ...early), { kind: 'deleted-while-pending', call: { t: 5 } });
  t.not(
    crashed('', ['work-queued', 4], ['complete-begin', 5], ['work-deleted', 6])?.kind,
    'deleted-while-pending',
  );
  t.equal(crashCause(new Story().told({ trace: traceOf(early) })), undefined, 'a process that survives it');
});

t.test('a call at exit, after the environment', async (t) => {
  const trace = traceOf([['late-call', 9, { functionName: 'napi_delete_reference' }]]);
  t.match(crashCause(new Story().told({ trace })), { kind: 'late-call' });
  const threw = new Story().at(5, { kind: 'thrown', message: 'Error: no' }).told({ code: 1, trace });
  t.match(crashCause(threw), { kind: 'uncaught-error' }, 'the error came first');
});

t.test('errors that nothing caught, and process.exit()', async (t) => {
  const threw = (message: string) =>
    crashCause(new Story().at(5, { kind: 'thrown', message }).told({ code: 1 }))?.kind;
  for (const message of ['Error: Invalid argument', 'TypeError: A function was expected'])
    t.equal(threw(message), 'node-api-error', message);
  for (const message of ['Error: Invalid argument of mine', 'Error: no', 'TypeError: text was expected'])
    t.equal(threw(message), 'uncaught-error', message);
  const exited = new Story().at(5, { kind: 'exit', code: 3 }).told({ end: 'abruptly', code: 3 });
  t.match(crashCause(exited), { kind: 'exit-called' });
});

t.test('last words, before and after the callback that was running', async (t) => {
  const kinds = (words: string) => [crashed(words)?.kind, crashed(words, execute)?.kind];
  const strong = { 'without a HandleScope': 'no-handle-scope', open_handle_scopes: 'handle-scope-left-open' };
  for (const [words, kind] of Object.entries(strong)) t.same(kinds(fatal(words)), [kind, kind], words);
  const weak = {
    [fatal('Error::ThrowAsJavaScriptException napi_throw')]: 'threw-twice',
    [fatal('Error::New napi_get_last_error_info')]: 'empty-value',
    "terminate called after throwing an instance of 'std::range_error'\n  what():  x\n": 'cpp-exception',
    'libc++abi: terminating due to uncaught exception of type std::range_error: x': 'cpp-exception',
    'free(): invalid pointer\n': 'heap-check',
    '*** stack smashing detected ***: terminated\n': 'stack-check',
    '==7==ERROR: AddressSanitizer: heap-use-after-free on address 0x1\n': 'sanitizer',
    'terminate called without an active exception': 'unknown',
    [fatal('HandleScope::HandleScope Entering the V8 API')]: 'unknown',
    '': 'unknown',
  };
  for (const [words, kind] of Object.entries(weak)) t.same(kinds(words), [kind, 'in-callback'], words);
});

t.test('the callback that was running: complete rather than Execute', async (t) => {
  t.match(crashed('', created, execute), { kind: 'in-callback', during: { callback: 'execute' } });
  t.match(crashed('', created, execute, complete), {
    during: { callback: 'complete', createdAt: undefined },
  });
  t.match(crashed('', created, execute, ['execute-end', 4, { thread: 200 }]), { kind: 'unknown' });
  const vanished = new Story().told({ end: 'abruptly', code: 7, trace: traceOf([execute]) });
  t.match(crashCause(vanished), { kind: 'in-callback' });
});
