import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import t, { type Test } from 'tap';
import type { RecordKind } from '../../src/probe/trace.js';
import { createTraceFile, readTraceFile } from '../../src/probe/trace-file.js';
import { TRACE_KINDS, type TraceKind } from '../../src/probe/trace-kinds.js';

const ORIGIN = 5_000_000_000n;
const HEADER = 4096;
const COUNTS = 32;
const MAIN_THREAD = COUNTS + 128 * 8;
/** A kind that a later version may have: a number of `counts` in the header. */
const UNKNOWN = 127;
const URGENT_OFFSET = MAIN_THREAD + 8;
const URGENT = 32;

interface Written {
  /** A number for a kind that the reader does not know. */
  readonly kind: TraceKind | typeof UNKNOWN;
  readonly thread?: number;
  readonly module?: number;
  readonly function?: number;
  readonly a?: bigint;
  readonly b?: bigint;
  readonly c?: bigint;
  readonly stack?: bigint;
  readonly text?: string;
}

/** A file as the native side leaves it: with these records, of which `reserved` slots were taken. */
async function fileWith(
  t: Test,
  written: readonly Written[],
  { capacity = 16, reserved = written.length } = {},
) {
  const file = path.join(t.testdir(), 'trace');
  await createTraceFile(file, capacity);
  const bytes = Buffer.alloc(HEADER + (capacity + URGENT) * 64);
  bytes.write('LYNTRACE', 'latin1');
  bytes.writeBigUInt64LE(BigInt(capacity), 8);
  bytes.writeBigUInt64LE(BigInt(reserved), 16);
  bytes.writeBigUInt64LE(77n, MAIN_THREAD);
  for (const [index, record] of written.entries()) {
    const kind = record.kind === UNKNOWN ? UNKNOWN : TRACE_KINDS.indexOf(record.kind);
    const count = COUNTS + kind * 8;
    bytes.writeBigUInt64LE(bytes.readBigUInt64LE(count) + 1n, count);
    if (index >= capacity) continue;
    const at = HEADER + index * 64;
    bytes.writeBigUInt64LE(ORIGIN + BigInt(index) * 1_500_000n, at);
    bytes.writeBigUInt64LE(BigInt(record.thread ?? 77), at + 8);
    bytes.writeUInt32LE(record.function ?? 0, at + 16);
    bytes.writeUInt32LE(record.module ?? 0, at + 20);
    bytes.writeBigUInt64LE(record.a ?? 0n, at + 24);
    bytes.writeBigUInt64LE(record.b ?? 0n, at + 32);
    bytes.writeBigUInt64LE(record.c ?? 0n, at + 40);
    bytes.writeBigUInt64LE(record.stack ?? 0n, at + 48);
    if (record.text !== undefined) Buffer.from(record.text, 'latin1').copy(bytes, at + 24);
    bytes.writeUInt32LE(kind, at + 60);
  }
  writeFileSync(file, bytes);
  return file;
}

t.test('empty: nothing was loaded that writes to it', async (t) => {
  const file = path.join(t.testdir(), 'trace');
  await createTraceFile(file);
  const { records, lost, modules, mainThread, counts } = await readTraceFile(file, ORIGIN, []);
  t.same({ records, lost, modules, mainThread }, { records: [], lost: 0, modules: [], mainThread: 0 });
  t.equal(
    Object.values(counts).reduce((sum, count) => sum + count),
    0,
  );
});

t.test('records with their times, threads and functions', async (t) => {
  const file = await fileWith(t, [
    { kind: 'environment', a: 9n },
    { kind: 'violation', thread: 88, function: 1, module: 2, b: 0x1234n, c: 77n },
    { kind: 'violation', function: 99 },
    { kind: UNKNOWN },
  ]);
  const { records, mainThread } = await readTraceFile(file, ORIGIN, ['napi_one', 'napi_two']);
  t.match(records, [
    { kind: 'environment', t: 0, thread: 77, env: 9 },
    { kind: 'violation', t: 1.5, thread: 88, module: 2, ownerThread: 77, functionName: 'napi_two' },
    { kind: 'violation', functionName: '?' },
  ]);
  t.equal(records.length, 3, 'a kind that this version does not know is left out');
  t.equal(mainThread, 77);
});

/** What `a` is 7, `b` 1 and `c` 3 in, module 2, is decoded as. */
const stack = { file: '/addon.node', frames: [1] };
const work = { work: '2:7' };
const reference = { reference: '2:7' };
const scope = { scope: '2:7' };
const ownThread = { ownThread: '2:7' };
const threadsafeFunction = { threadsafeFunction: '2:7' };
const DECODED: Record<RecordKind, object> = {
  environment: { env: 7 },
  'work-created': { onStack: undefined, ...work, stack },
  'work-queued': { ...work, stack },
  'work-cancelled': work,
  'work-deleted': work,
  'execute-begin': work,
  'execute-end': work,
  'complete-begin': work,
  'complete-end': work,
  'request-finished': { ...work, stack },
  'request-freed': work,
  'deferred-created': { deferred: '2:7', stack },
  'deferred-settled': { deferred: '2:7', rejects: true, stack },
  'reference-created': { ...reference, stack },
  'reference-deleted': reference,
  'scope-opened': { ...scope, stack },
  'scope-closed': scope,
  'function-created': { ...threadsafeFunction, initialThreadCount: 3, stack },
  'function-acquired': threadsafeFunction,
  'function-released': { ...threadsafeFunction, aborts: true },
  'function-called': { ...threadsafeFunction, blocking: true },
  'function-js-begin': threadsafeFunction,
  'function-js-end': threadsafeFunction,
  'function-finalized': threadsafeFunction,
  'function-answered': { ...threadsafeFunction, status: 'napi_invalid_arg' },
  'function-ref': threadsafeFunction,
  'function-unref': { ...threadsafeFunction, stack },
  'thread-created': { ...ownThread, stack },
  'thread-started': ownThread,
  'thread-ended': ownThread,
  'thread-joined': ownThread,
  'thread-detached': { ...ownThread, stack },
  terminated: { stack },
  'async-opened': { async: 7, stack },
  'async-sent': { async: 7 },
  'loop-run': { loop: 7, stack },
  violation: { functionName: 'napi_two', env: 7, ownerThread: 3, stack },
  'call-failed': { functionName: 'napi_two', status: 'napi_boolean_expected', stack },
  'late-call': { functionName: 'napi_two', env: 7, stack },
  overrun: { size: 7, bytesPast: 3, stack },
  'block-left': { size: 7, age: 3 / 1e6, stack },
  'went-on': { functionName: 'napi_two', stack },
  wrapped: { wrap: '2:7', stack },
  'wrap-finalized': { wrap: '2:7' },
  sample: { env: 7, stack: { ...stack, frames: [] } },
  'environment-ended': { env: 7 },
  'instance-data-set': { instanceData: '2:7', env: 3, stack },
  'instance-data-finalized': { instanceData: '2:7' },
  'instance-data-freed': { instanceData: '2:7' },
  'function-data-kept': { functionData: '2:7', stack },
  'function-data-freed': { functionData: '2:7' },
  'function-queue': { ...threadsafeFunction, limit: 1 },
  'function-depth': { ...threadsafeFunction, deepest: 1 },
  'function-after-closing': { ...threadsafeFunction, stack },
  'payload-passed': { payload: '2:7', threadsafeFunction: '2:3', stack },
  'payload-freed': { payload: '2:7' },
  'process-ended': {},
  'other-environment': { functionName: 'napi_two', ownerEnv: 3, stack },
  'settled-twice': { deferred: '2:7', functionName: 'napi_two', stack },
  'no-callback-scope': { functionName: 'napi_two', stack },
  'many-handles': { functionName: 'napi_two', handles: 3, stack },
  callback: { durationMs: 7 / 1e6, stack },
  held: { ownMs: 3 / 1e6, stack },
  'pool-held': { heldMs: 3 / 1e6, stack },
};

t.test('every kind, in the terms of Node-API and libuv', async (t) => {
  const kinds = Object.keys(DECODED) as RecordKind[];
  const file = await fileWith(
    t,
    [
      { kind: 'module-path', module: 2, text: '/addon.node' },
      ...kinds.map((kind) => ({ kind, thread: 88, module: 2, function: 1, a: 7n, b: 1n, c: 3n })),
    ],
    { capacity: 128 },
  );
  const { records } = await readTraceFile(file, ORIGIN, ['napi_one', 'napi_two']);
  const expected = kinds.map((kind, index) => {
    return { kind, t: (index + 1) * 1.5, thread: 88, module: 2, ...DECODED[kind] };
  });
  t.same(records, expected);
  const left = TRACE_KINDS.filter((kind) => !(kind in DECODED));
  t.same(left, ['nothing', 'frame', 'module-path'], 'these have become stacks and paths');
});

t.test('a status that a later Node.js added, and another way to release a function', async (t) => {
  const file = await fileWith(t, [
    { kind: 'call-failed', a: 99n },
    { kind: 'function-released', a: 7n, b: 0n },
  ]);
  t.match((await readTraceFile(file, ORIGIN, [])).records, [{ status: '99' }, { aborts: false }]);
});

t.test('the stack of a resource: its own frames, which may come later, in its own add-on', async (t) => {
  const file = await fileWith(t, [
    { kind: 'frame', c: 5n, a: 0n, b: 0x10n },
    { kind: 'frame', c: 5n, a: 1n, b: 0x20n },
    { kind: 'frame', c: 5n, module: 1, b: 0x30n },
    { kind: 'work-created', stack: 5n, b: 0x10n },
    { kind: 'reference-created', stack: 6n, b: 0x40n },
    { kind: 'frame', c: 6n, b: 0x41n },
    { kind: 'work-created', b: 0x50n },
    { kind: 'frame', c: 0n, b: 0x60n },
  ]);
  const { records } = await readTraceFile(file, ORIGIN, []);
  t.same(
    records.map((record) => 'stack' in record && record.stack.frames),
    [[0x10, 0x10, 0x20], [0x40, 0x41], [0x50]],
  );
});

t.test('the stacks of violations and samples: the next frames of the same thread and add-on', async (t) => {
  const file = await fileWith(t, [
    { kind: 'violation', thread: 7, module: 1, b: 1n },
    { kind: 'frame', thread: 8, module: 1, b: 2n },
    { kind: 'frame', thread: 7, module: 0, b: 3n },
    { kind: 'frame', thread: 7, module: 1, b: 4n },
    { kind: 'sample', thread: 9 },
    { kind: 'frame', thread: 7, module: 1, b: 5n },
    { kind: 'frame', thread: 9, b: 6n },
    { kind: 'frame', thread: 9, b: 7n, c: 3n },
    { kind: 'frame', thread: 9, b: 8n },
    { kind: 'sample', thread: 9 },
    { kind: 'execute-begin', thread: 9 },
    { kind: 'frame', thread: 9, b: 9n },
  ]);
  const { records } = await readTraceFile(file, ORIGIN, []);
  t.same(
    records.map((record) => 'stack' in record && record.stack.frames),
    [[1, 4, 5], [6], [], false],
  );
});

t.test('what ends the run is read though the file is full', async (t) => {
  const violation = TRACE_KINDS.indexOf('violation');
  const file = await fileWith(t, Array(20).fill({ kind: 'environment' }), { reserved: 20 });
  const bytes = readFileSync(file);
  t.equal(bytes.length, HEADER + (16 + URGENT) * 64, 'room is kept behind all others');
  const at = HEADER + 16 * 64;
  bytes.writeUInt32LE(violation, at + 60);
  bytes.writeBigUInt64LE(0x1234n, at + 32);
  bytes.writeBigUInt64LE(1n, URGENT_OFFSET);
  bytes.writeBigUInt64LE(1n, COUNTS + violation * 8);
  writeFileSync(file, bytes);
  const { records, lost } = await readTraceFile(file, ORIGIN, []);
  t.match(records.at(-1), { kind: 'violation', stack: { frames: [0x1234] } });
  t.equal(records.length, 17);
  t.equal(lost, 4);
});

t.test('a record that was never finished is left out, and is none that did not fit', async (t) => {
  const file = await fileWith(t, [{ kind: 'environment' }, { kind: 'nothing' }, { kind: 'environment' }]);
  const { records, lost } = await readTraceFile(file, ORIGIN, []);
  t.equal(records.length, 2);
  t.equal(lost, 0);
});

t.test('more than fit: what was written, how much was not, and how many there were', async (t) => {
  const written = Array.from({ length: 20 }, () => ({ kind: 'work-created' as const }));
  const file = await fileWith(t, written, { capacity: 8, reserved: 20 });
  const { records, lost, counts } = await readTraceFile(file, ORIGIN, []);
  t.equal(records.length, 8);
  t.equal(lost, 12);
  t.equal(counts['work-created'], 20);
});

t.test('from half of the file on, masses are only counted: that is said as well', async (t) => {
  const file = await fileWith(
    t,
    Array.from({ length: 8 }, () => ({ kind: 'work-created' as const })),
    { capacity: 16 },
  );
  const bytes = readFileSync(file);
  const scopes = COUNTS + TRACE_KINDS.indexOf('scope-opened') * 8;
  bytes.writeBigUInt64LE(1000n, scopes);
  writeFileSync(file, bytes);
  const { lost, counts } = await readTraceFile(file, ORIGIN, []);
  t.equal(counts['scope-opened'], 1000);
  t.equal(lost, 1000);
});

t.test('paths in pieces, split within a character, of modules that were loaded at once', async (t) => {
  const kind = 'module-path';
  const pieces = (text: string) => {
    const bytes = Buffer.from(text, 'utf8').toString('latin1');
    return bytes.match(/[\s\S]{1,24}/g)!;
  };
  const [one, two] = ['/place/of/the/first/addñ-söme/addon.node', '/short/second.node'];
  t.equal(one.indexOf('ñ'), 23, 'the 24th byte lies in the middle of the character');
  const [first, second] = [pieces(one), pieces(two)];
  const file = await fileWith(t, [
    { kind, module: 0, text: first[0]! },
    { kind, module: 1, text: second[0]! },
    { kind, module: 0, text: first[1]! },
  ]);
  const { modules, records } = await readTraceFile(file, ORIGIN, []);
  t.same(modules, [one, two]);
  t.same(records, []);
});

t.test('cut short by a disk that was full: what is there is read', async (t) => {
  const file = await fileWith(t, [{ kind: 'environment' }, { kind: 'environment' }]);
  truncateSync(file, HEADER + 64);
  t.equal((await readTraceFile(file, ORIGIN, [])).records.length, 1);
});
