/** What the probe overwrites memory with that C++ has deleted: `kDeletedByte` in native/guarded_memory.h. */
const DELETED_BYTE = 0xdb;

/** As many bytes of deleted memory. */
export function deletedMemory(bytes: number): Buffer {
  return Buffer.alloc(bytes, DELETED_BYTE);
}
