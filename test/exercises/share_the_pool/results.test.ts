import t from 'tap';
import { adler32 } from '../../../exercises/share_the_pool/adler32.js';
import { compareResults, type Expected } from '../../../exercises/share_the_pool/compare-results.js';

/** Adler-32 as its definition says, with a remainder after each byte. */
function byDefinition(bytes: Uint8Array): number {
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  return b * 65_536 + a;
}

t.test('the checksums are those of Adler-32', async (t) => {
  t.equal(adler32(Buffer.from('Wikipedia')), 0x11e60398);
  t.equal(adler32(Buffer.alloc(0)), 1);
  for (const length of [1, 3_799, 3_800, 3_801, 100_000]) {
    const largest = Buffer.alloc(length, 255);
    t.equal(adler32(largest), byDefinition(largest), `${length} bytes`);
  }
});

t.test('a wrong checksum is told by what it is instead', async (t) => {
  const memory = Buffer.from(Array.from({ length: 3_000 }, (_, index) => (index * 7 + 255) % 256));
  const whole = new Uint8Array(memory).buffer;
  const buffers = [Buffer.from(whole, 100, 2_000), Buffer.from(whole, 500, 1_500), Buffer.alloc(0)];
  const checksums = buffers.map(adler32);
  const lengths = buffers.map(({ length }) => length);
  const expected: Expected = { call: 1, buffers, lengths, checksums };
  const other: Expected = { call: 2, buffers: [], lengths: [9], checksums: [123] };
  const compare = (results: unknown) => compareResults(results, expected, [other]);
  const likeness = (got: unknown, index = 0) => compare(checksums.with(index, got as number)).wrong;
  const [first = 0, second = 0] = checksums;

  t.same(compare([...checksums]), { call: 1, buffers: 3 });
  t.match(compare('text').wrong, { kind: 'no-array', got: "'text'" });
  t.match(compare(new Uint32Array(checksums)).wrong, { kind: 'no-array' });
  t.match(compare(checksums.slice(1)).wrong, { kind: 'length', got: 2 });
  t.match(likeness(undefined), { kind: 'element', index: 0, length: 2_000, like: 'hole', expected: first });
  t.match(likeness(BigInt(first)), { like: 'other-type' });
  t.match(likeness(second), { like: 'other-buffer' });
  t.match(likeness(123), { like: 'other-call' });
  t.match(likeness(adler32(new Uint8Array(whole, 0, 2_000))), { like: 'start-of-memory' });
  t.match(likeness((first % 65_536) * 65_536 + Math.floor(first / 65_536)), { like: 'halves-swapped' });
  const a = (first % 65_536) - 1;
  const b = (Math.floor(first / 65_536) - 2_000 + 65_521) % 65_521;
  t.match(likeness(b * 65_536 + a), { like: 'from-zero' });
  t.notOk((likeness(7) as { like?: string }).like);
  t.notOk((likeness(0, 2) as { like?: string }).like, 'of an empty buffer');

  const bytes = Buffer.alloc(9_000, 255);
  const large: Expected = { call: 1, buffers: [bytes], lengths: [9_000], checksums: [adler32(bytes)] };
  t.ok(large.checksums[0]! >= 2 ** 31);
  t.match(compareResults([large.checksums[0]! | 0], large, []).wrong, { like: 'signed' });
});
