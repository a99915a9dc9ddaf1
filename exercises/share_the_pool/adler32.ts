/** The largest prime below 2^16. https://www.rfc-editor.org/rfc/rfc1950 */
export const MODULUS = 65_521;

/** For this many bytes, sums that start below the modulus stay exact in signed 32 bits. */
const BLOCK = 3_800;

/** The Adler-32 checksum of some bytes. */
export function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (let from = 0; from < bytes.length; from += BLOCK) {
    const to = Math.min(from + BLOCK, bytes.length);
    for (let i = from; i < to; i++) {
      a = (a + bytes[i]!) | 0;
      b = (b + a) | 0;
    }
    a %= MODULUS;
    b %= MODULUS;
  }
  return b * 2 ** 16 + a;
}
