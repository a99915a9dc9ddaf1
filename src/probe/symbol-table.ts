import { closeSync, openSync, readSync } from 'node:fs';

/** `SHT_SYMTAB`, and where the fields of a 64-bit ELF file are: https://refspecs.linuxfoundation.org/elf/gabi4+/contents.html */
const SYMBOL_TABLE = 2;
const HEADER_BYTES = 64;
const SECTIONS_OFFSET = 0x28;
const SECTION_BYTES = 64;
const SECTION_COUNT = 0x3c;
const SECTION_TYPE = 4;

/** Whether a module of Linux has a symbol for each of its functions: `strip` removes all that it does not export. */
export function hasSymbolTable(file: string): boolean {
  try {
    const descriptor = openSync(file, 'r');
    try {
      const header = Buffer.alloc(HEADER_BYTES);
      readSync(descriptor, header, 0, HEADER_BYTES, 0);
      const sections = Buffer.alloc(header.readUInt16LE(SECTION_COUNT) * SECTION_BYTES);
      readSync(descriptor, sections, 0, sections.length, Number(header.readBigUInt64LE(SECTIONS_OFFSET)));
      for (let at = SECTION_TYPE; at < sections.length; at += SECTION_BYTES)
        if (sections.readUInt32LE(at) === SYMBOL_TABLE) return true;
      return false;
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // Its places are named by their addresses then.
    return false;
  }
}
