import t from 'tap';
import { fatalMessage, saidBy } from '../../src/harness/parent/fatal-message.js';

t.test('who printed a fatal message', async (t) => {
  const messages = {
    'malloc(): corrupted top size': 'heap-check',
    'free(): double free detected in tcache 2': 'heap-check',
    'double free or corruption (!prev)': 'heap-check',
    'corrupted size vs. prev_size': 'heap-check',
    'munmap_chunk(): invalid pointer': 'heap-check',
    'node(7,0x1) malloc: *** error for object 0x2: pointer being freed was not allocated': 'heap-check',
    '*** stack smashing detected ***: terminated': 'stack-check',
    '*** buffer overflow detected ***: terminated': 'stack-check',
    '==7==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x1': 'sanitizer',
    "terminate called after throwing an instance of 'std::range_error'": 'exception',
    'libc++abi: terminating due to uncaught exception of type std::range_error: x': 'exception',
    "node: addon.c:3: delay: Assertion `argc == 2' failed.": 'assertion',
    'vector:1393: assertion __n < size() failed: vector[] index out of bounds': 'assertion',
    'pure virtual method called': undefined,
    'FATAL ERROR: HandleScope::HandleScope Entering the V8 API': undefined,
  };
  for (const [message, by] of Object.entries(messages)) {
    t.equal(saidBy(message), by, message);
    t.equal(fatalMessage(`hello\n${message}\nat x\n${message}\n`), message, 'once');
  }
});

t.test('what a program prints otherwise', async (t) => {
  for (const stderr of ['', 'hello\n', 'I call free() and malloc()\n'])
    t.equal(fatalMessage(stderr), undefined);
});
