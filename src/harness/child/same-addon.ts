import { readFileSync, statSync } from 'node:fs';

/**
 * Whether a file is the compiled add-on, or a copy of it: a build may link, copy or strip what it compiled, and give it
 * another name in another folder.
 */
export function isSameAddon(file: string, addonFile: string): boolean {
  try {
    const [one, other] = [file, addonFile].map((name) => statSync(name, { bigint: true }));
    if (one!.dev === other!.dev && one!.ino === other!.ino) return true;
    const [copy, original] = [readFileSync(file), readFileSync(addonFile)];
    if (copy.equals(original)) return true;
    const [code, compiledCode] = [loadedBytes(copy), loadedBytes(original)];
    return code !== undefined && compiledCode !== undefined && code.equals(compiledCode);
  } catch {
    return false;
  }
}

const PT_LOAD = 1;

/**
 * The segments of a 64-bit ELF file that are loaded into memory, without the file header: `strip` changes only the
 * header and what follows the segments. `undefined` for other formats. https://man7.org/linux/man-pages/man5/elf.5.html
 */
function loadedBytes(file: Buffer): Buffer | undefined {
  const isElf64 = file.toString('latin1', 0, 6) === '\x7fELF\x02\x01';
  if (!isElf64) return undefined;
  const [start, headerSize, size, count] = [
    Number(file.readBigUInt64LE(32)),
    file.readUInt16LE(52),
    file.readUInt16LE(54),
    file.readUInt16LE(56),
  ] as const;
  const segments: Buffer[] = [];
  for (let at = start; at < start + size * count; at += size) {
    if (file.readUInt32LE(at) !== PT_LOAD) continue;
    const from = Number(file.readBigUInt64LE(at + 8));
    const length = Number(file.readBigUInt64LE(at + 32));
    segments.push(file.subarray(Math.max(from, headerSize), from + length));
  }
  return Buffer.concat(segments);
}
