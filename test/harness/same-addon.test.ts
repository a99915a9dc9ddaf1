import { copyFileSync, linkSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { isSameAddon } from '../../src/harness/child/same-addon.js';

/** A 64-bit ELF file with one segment, and something after it. */
function elf(code: string, after: string): Buffer {
  const file = Buffer.alloc(64 + 56);
  file.write('\x7fELF\x02\x01', 'latin1');
  file.writeBigUInt64LE(64n, 32);
  file.writeBigUInt64LE(BigInt(after.length), 40); // Where the section headers are: strip changes it.
  file.writeUInt16LE(64, 52);
  file.writeUInt16LE(56, 54);
  file.writeUInt16LE(1, 56);
  file.writeUInt32LE(1, 64);
  file.writeBigUInt64LE(BigInt(file.length + code.length), 64 + 32);
  return Buffer.concat([file, Buffer.from(code), Buffer.from(after)]);
}

t.test('the same add-on under another name', async (t) => {
  const folder = t.testdir({ 'a.node': elf('code', 'symbols') });
  const at = (name: string) => path.join(folder, name);
  copyFileSync(at('a.node'), at('copy.node'));
  linkSync(at('a.node'), at('hard.node'));
  symlinkSync('a.node', at('soft.node'));
  writeFileSync(at('stripped.node'), elf('code', ''));
  writeFileSync(at('other.node'), elf('edoc', 'symbols'));
  writeFileSync(at('text.node'), 'code');
  for (const name of ['a', 'copy', 'hard', 'soft', 'stripped'])
    t.ok(isSameAddon(at(`${name}.node`), at('a.node')), name);
  for (const name of ['other', 'text', 'missing'])
    t.notOk(isSameAddon(at(`${name}.node`), at('a.node')), name);
});
