import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import t, { type Test } from 'tap';
import { createTraceFile, readTraceFile, type TraceKind } from '../../src/probe/trace-file.js';

const ORIGIN = 5_000_000_000n;
const HEADER = 4096;
const COUNTS = 32;
const MAIN_THREAD = COUNTS + 64 * 8;
const URGENT_OFFSET = MAIN_THREAD + 8;
const URGENT = 32;

interface Written {
  readonly kind: number;
  readonly thread?: number;
  readonly module?: number;
  readonly function?: number;
  readonly a?: bigint;
  readonly b?: bigint;
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
    const count = COUNTS + record.kind * 8;
    bytes.writeBigUInt64LE(bytes.readBigUInt64LE(count) + 1n, count);
    if (index >= capacity) continue;
    const at = HEADER + index * 64;
    bytes.writeBigUInt64LE(ORIGIN + BigInt(index) * 1_500_000n, at);
    bytes.writeBigUInt64LE(BigInt(record.thread ?? 77), at + 8);
    bytes.writeUInt32LE(record.function ?? 0, at + 16);
    bytes.writeUInt32LE(record.module ?? 0, at + 20);
    bytes.writeBigUInt64LE(record.a ?? 0n, at + 24);
    bytes.writeBigUInt64LE(record.b ?? 0n, at + 32);
    if (record.text !== undefined) Buffer.from(record.text, 'latin1').copy(bytes, at + 24);
    bytes.writeUInt32LE(record.kind, at + 60);
  }
  writeFileSync(file, bytes);
  return file;
}

async function numberOf(t: Test, kind: TraceKind): Promise<number> {
  const { counts } = await readTraceFile(await fileWith(t, []), ORIGIN, []);
  return Object.keys(counts).indexOf(kind);
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
  const violation = await numberOf(t, 'violation');
  const file = await fileWith(t, [
    { kind: 1, a: 9n },
    { kind: violation, thread: 88, function: 1, module: 2, b: 0x1234n },
    { kind: violation, function: 99 },
    { kind: 63 },
  ]);
  const { records, mainThread } = await readTraceFile(file, ORIGIN, ['napi_one', 'napi_two']);
  t.match(records, [
    { kind: 'environment', t: 0, thread: 77, a: 9 },
    { kind: 'violation', t: 1.5, thread: 88, module: 2, site: 0x1234, functionName: 'napi_two' },
    { kind: 'violation', functionName: '?' },
  ]);
  t.equal(records.length, 3, 'a kind that this version does not know is left out');
  t.equal(mainThread, 77);
});

t.test('what ends the run is read though the record is full', async (t) => {
  const violation = await numberOf(t, 'violation');
  const file = await fileWith(t, Array(20).fill({ kind: 1 }), { reserved: 20 });
  const bytes = readFileSync(file);
  t.equal(bytes.length, HEADER + (16 + URGENT) * 64, 'room is kept behind all others');
  const at = HEADER + 16 * 64;
  bytes.writeUInt32LE(violation, at + 60);
  bytes.writeBigUInt64LE(0x1234n, at + 32);
  bytes.writeBigUInt64LE(1n, URGENT_OFFSET);
  bytes.writeBigUInt64LE(1n, COUNTS + violation * 8);
  writeFileSync(file, bytes);
  const { records, lost } = await readTraceFile(file, ORIGIN, []);
  t.match(records.at(-1), { kind: 'violation', site: 0x1234 });
  t.equal(records.length, 17);
  t.equal(lost, 4);
});

t.test('a record that was never finished is left out, and is none that did not fit', async (t) => {
  const file = await fileWith(t, [{ kind: 1 }, { kind: 0 }, { kind: 1 }]);
  const { records, lost } = await readTraceFile(file, ORIGIN, []);
  t.equal(records.length, 2);
  t.equal(lost, 0);
});

t.test('more than fit: what was written, how much was not, and how many there were', async (t) => {
  const written = Array.from({ length: 20 }, () => ({ kind: 2 }));
  const file = await fileWith(t, written, { capacity: 8, reserved: 20 });
  const { records, lost, counts } = await readTraceFile(file, ORIGIN, []);
  t.equal(records.length, 8);
  t.equal(lost, 12);
  t.equal(counts['work-created'], 20);
});

t.test('from half of the file on, masses are only counted: that is said as well', async (t) => {
  const file = await fileWith(
    t,
    Array.from({ length: 8 }, () => ({ kind: 2 })),
    { capacity: 16 },
  );
  const bytes = (await import('node:fs')).readFileSync(file);
  const scopes = COUNTS + (await numberOf(t, 'scope-opened')) * 8;
  bytes.writeBigUInt64LE(1000n, scopes);
  writeFileSync(file, bytes);
  const { lost, counts } = await readTraceFile(file, ORIGIN, []);
  t.equal(counts['scope-opened'], 1000);
  t.equal(lost, 1000);
});

t.test('paths in pieces, cut within a letter, of modules that were loaded at once', async (t) => {
  const kind = await numberOf(t, 'module-path');
  const pieces = (text: string) => {
    const bytes = Buffer.from(text, 'utf8').toString('latin1');
    return bytes.match(/[\s\S]{1,24}/g)!;
  };
  const [one, two] = ['/place/of/the/first/addñ-söme/addon.node', '/short/second.node'];
  t.equal(one.indexOf('ñ'), 23, 'the 24th byte lies in the middle of the letter');
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
  const file = await fileWith(t, [{ kind: 1 }, { kind: 1 }]);
  truncateSync(file, HEADER + 64);
  t.equal((await readTraceFile(file, ORIGIN, [])).records.length, 1);
});
