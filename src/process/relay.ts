import type { Readable, Writable } from 'node:stream';

/** A text that is replaced on the way. */
export interface Replacement {
  readonly from: string;
  readonly to: string;
}

/**
 * Passes the output of a program on at once, with a text replaced, also where it is split between two chunks. Works on
 * bytes: the output need not be text.
 * @returns resolves at the end of the output
 */
export function relay(source: Readable, target: Writable, { from, to }: Replacement): Promise<void> {
  const [wanted, instead] = [from, to].map((text) => Buffer.from(text).toString('latin1')) as [
    string,
    string,
  ];
  let held = '';
  const write = (text: string) => {
    if (text !== '') target.write(Buffer.from(text, 'latin1'));
  };
  source.on('data', (bytes: Buffer) => {
    const whole = held + bytes.toString('latin1');
    const text = wanted === '' ? whole : whole.replaceAll(wanted, () => instead);
    const keep = beginningAtEnd(text, wanted);
    held = text.slice(text.length - keep);
    write(text.slice(0, text.length - keep));
  });
  return new Promise((resolve) => {
    source.once('close', () => {
      write(held);
      resolve();
    });
  });
}

/** How many characters at the end of the text may be the beginning of `wanted`. */
function beginningAtEnd(text: string, wanted: string): number {
  for (let length = Math.min(wanted.length - 1, text.length); length > 0; length--)
    if (text.endsWith(wanted.slice(0, length))) return length;
  return 0;
}
