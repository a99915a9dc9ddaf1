// The add-on's heap blocks, each followed by guard bytes. A write past the end damages the guard instead of the heap, and
// is recorded when the block is freed. Blocks begin where the C library put them, so that anything else can free them.
// Single objects have no guards: the C++ library itself deletes what inlined code of the add-on has allocated with `new`.
#pragma once

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#if defined(__APPLE__)
#include <malloc/malloc.h>
#else
#include <malloc.h>
#endif

#include "call_site.h"
#include "heap.h"
#include "trace_file.h"
#include "watched_memory.h"

namespace probe {

constexpr size_t kGuardBytes = 128;
constexpr size_t kIntactBytes = 16;
constexpr unsigned char kGuardByte = 0xa5;
constexpr uint32_t kMostBlocks = 1 << 16;
constexpr uint32_t kTries = 8;

struct Block {
  void* memory;
  size_t size;
  uint64_t site;
  uint64_t time_ns;
};
inline Block blocks[kMostBlocks];

inline bool HasGuards() { return trace_records != nullptr && RealHeap().is_guarded; }

inline size_t UsableSize(void* memory) {
#if defined(__APPLE__)
  return malloc_size(memory);
#else
  return malloc_usable_size(memory);
#endif
}

inline size_t GuardedSize(size_t size) {
  return HasGuards() && size <= SIZE_MAX - kGuardBytes ? size + kGuardBytes : size;
}

inline Block* BlockAt(void* memory, uint32_t attempt) {
  uint64_t hash = (reinterpret_cast<uintptr_t>(memory) >> 4) * 11400714819323198485u >> 48;
  return &blocks[(hash + attempt) % kMostBlocks];
}

inline Block* FindBlock(void* memory) {
  for (uint32_t attempt = 0; attempt < kTries; attempt++) {
    Block* block = BlockAt(memory, attempt);
    if (__atomic_load_n(&block->memory, __ATOMIC_ACQUIRE) == memory) return block;
  }
  return nullptr;
}

// An entry for the block: a left one, if something other than the add-on freed an earlier block there.
inline Block* ClaimBlock(void* memory) {
  Block* known = FindBlock(memory);
  if (known != nullptr) return known;
  for (uint32_t attempt = 0; attempt < kTries; attempt++) {
    Block* block = BlockAt(memory, attempt);
    void* none = nullptr;
    if (__atomic_compare_exchange_n(&block->memory, &none, memory, false, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED)) {
      return block;
    }
  }
  return nullptr;
}

// If there is no room, the block is not watched.
inline void* Guard(void* memory, size_t size, void* return_address) {
  if (memory == nullptr || !HasGuards()) return memory;
  Block* block = ClaimBlock(memory);
  if (block == nullptr) return memory;
  block->size = size;
  block->site = SiteOf(return_address);
  block->time_ns = Now();
  memset(static_cast<char*>(memory) + size, kGuardByte, kGuardBytes);
  return memory;
}

// Records damage to the guard, and forgets the block.
inline void Unguard(void* memory) {
  if (memory == nullptr || trace_records == nullptr) return;
  Block* block = FindBlock(memory);
  if (block == nullptr) return;
  auto* guard = static_cast<unsigned char*>(memory) + block->size;
  size_t written = kGuardBytes;
  while (written > 0 && guard[written - 1] == kGuardByte) written--;
  // Without any guard left, this is no proof: something else may have freed the block, and the memory is in use again.
  if (written > 0 && written <= kGuardBytes - kIntactBytes) Write(kOverrun, block->size, block->site, written);
  __atomic_store_n(&block->memory, nullptr, __ATOMIC_RELEASE);
}

constexpr uint32_t kMostBlocksLeft = 256;

inline bool IsMapped(const void* memory) {
  auto page = reinterpret_cast<uintptr_t>(memory) & ~static_cast<uintptr_t>(sysconf(_SC_PAGESIZE) - 1);
#if defined(__APPLE__)
  char resident;
#else
  unsigned char resident;
#endif
  return mincore(reinterpret_cast<void*>(page), 1, &resident) == 0;
}

// If something other than the add-on has freed the block, its memory is likely to have been used again.
inline bool HasWholeGuard(const Block& block) {
  auto* guard = static_cast<unsigned char*>(block.memory) + block.size;
  if (!IsMapped(guard) || !IsMapped(guard + kGuardBytes - 1)) return false;
  for (size_t i = 0; i < kGuardBytes; i++) {
    if (guard[i] != kGuardByte) return false;
  }
  return true;
}

// Registered before the destructors of static objects, and so called after them.
inline void RecordBlocksLeft() {
  if (trace_records == nullptr) return;
  uint32_t count = 0;
  for (const Block& block : blocks) {
    if (block.memory == nullptr || !HasWholeGuard(block)) continue;
    if (++count > kMostBlocksLeft) return;
    Write(kBlockLeft, block.size, block.site, Now() - block.time_ns);
  }
}

constexpr unsigned char kDeletedByte = 0xdb;  // As DELETED_BYTE in src/probe/deleted-memory.ts.
constexpr uint32_t kMostQuarantined = 64;
constexpr size_t kMostQuarantinedBytes = 1 << 20;

struct Quarantined {
  void* memory;
  void (*release)(void*);
};
inline Quarantined quarantine[kMostQuarantined];
inline uint32_t next_quarantined = 0;
inline pthread_mutex_t quarantine_lock = PTHREAD_MUTEX_INITIALIZER;

// Overwrites what C++ deletes, and keeps it a while before it is really deleted: a use in the meantime always fails in
// the same way. The last byte is zero, so that a deleted string has an end. Returns false if the memory is not kept, for
// example because it has been deleted before: then the C library reports that.
inline bool Quarantine(void* memory, void (*release)(void*)) {
  if (memory == nullptr || !HasGuards()) return false;
  Quarantined left = {};
  pthread_mutex_lock(&quarantine_lock);
  for (Quarantined& one : quarantine) {
    if (one.memory != memory) continue;
    one.memory = nullptr;
    pthread_mutex_unlock(&quarantine_lock);
    release(memory);
    return false;
  }
  size_t size = UsableSize(memory);
  bool keeps = size > 0 && size <= kMostQuarantinedBytes;
  if (keeps) {
    memset(memory, kDeletedByte, size - 1);
    static_cast<char*>(memory)[size - 1] = 0;
    Quarantined* place = &quarantine[next_quarantined++ % kMostQuarantined];
    left = *place;
    *place = {memory, release};
  }
  pthread_mutex_unlock(&quarantine_lock);
  if (left.memory != nullptr) left.release(left.memory);
  return keeps;
}

// Memory that is about to be freed may contain what is watched.
inline void ForgetWatchedIn(void* memory) {
  if (memory != nullptr && trace_records != nullptr) MemoryFreed(memory, UsableSize(memory));
}

inline void* Reallocate(void* memory, size_t size, void* return_address) {
  ForgetWatchedIn(memory);
  Unguard(memory);
  if (size == 0) return RealHeap().reallocate(memory, 0);
  return Guard(RealHeap().reallocate(memory, GuardedSize(size)), size, return_address);
}

}  // namespace probe

// The add-on's calls bind to these at link time. Weak: an add-on may define its own.
#if defined(__APPLE__)
#define PROBE_HEAP(name) __asm__("_" name) __attribute__((weak, visibility("hidden")))
#else
#define PROBE_HEAP(name) __asm__(name) __attribute__((weak, visibility("hidden")))
#endif

extern "C" {

void* probe_malloc(size_t size) PROBE_HEAP("malloc");
void* probe_malloc(size_t size) {
  return probe::Guard(probe::RealHeap().allocate(probe::GuardedSize(size)), size, PROBE_RETURN_ADDRESS());
}

void* probe_calloc(size_t count, size_t each) PROBE_HEAP("calloc");
void* probe_calloc(size_t count, size_t each) {
  size_t size = 0;
  if (__builtin_mul_overflow(count, each, &size)) return probe::RealHeap().allocate_zeroed(count, each);
  return probe::Guard(probe::RealHeap().allocate_zeroed(1, probe::GuardedSize(size)), size, PROBE_RETURN_ADDRESS());
}

void* probe_realloc(void* memory, size_t size) PROBE_HEAP("realloc");
void* probe_realloc(void* memory, size_t size) { return probe::Reallocate(memory, size, PROBE_RETURN_ADDRESS()); }

#if defined(__linux__)
void* probe_reallocarray(void* memory, size_t count, size_t each) PROBE_HEAP("reallocarray");
void* probe_reallocarray(void* memory, size_t count, size_t each) {
  size_t size = 0;
  // No allocator has that much: it fails, as it should.
  if (__builtin_mul_overflow(count, each, &size)) return probe::RealHeap().allocate_zeroed(count, each);
  return probe::Reallocate(memory, size, PROBE_RETURN_ADDRESS());
}
#endif

void probe_free(void* memory) PROBE_HEAP("free");
void probe_free(void* memory) {
  probe::ForgetWatchedIn(memory);
  probe::Unguard(memory);
  probe::RealHeap().release(memory);
}

void probe_delete(void* memory) PROBE_HEAP("_ZdlPv");
void probe_delete(void* memory) {
  probe::ForgetWatchedIn(memory);
  if (!probe::Quarantine(memory, probe::RealHeap().delete_one)) probe::RealHeap().delete_one(memory);
}

void probe_delete_sized(void* memory, size_t) PROBE_HEAP("_ZdlPvm");
void probe_delete_sized(void* memory, size_t) { probe_delete(memory); }

#if defined(__linux__)
// std::string in libstdc++: https://gcc.gnu.org/onlinedocs/libstdc++/manual/using_dual_abi.html. Its destructor is in the
// library, unless the compiler inlines it. Short strings are in the object itself.
struct ProbeString {
  char* data;
  size_t length;
  char local[16];
};
void probe_delete_string(ProbeString* string)
    PROBE_HEAP("_ZNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEED1Ev");
void probe_delete_string(ProbeString* string) {
  if (string->data != string->local) return probe_delete(string->data);
  if (!probe::HasGuards()) return;
  memset(string->local, probe::kDeletedByte, sizeof string->local - 1);
  string->local[sizeof string->local - 1] = 0;
}
#endif

void* probe_new_array(size_t size) PROBE_HEAP("_Znam");
void* probe_new_array(size_t size) {
  return probe::Guard(probe::RealHeap().new_array(probe::GuardedSize(size)), size, PROBE_RETURN_ADDRESS());
}

void probe_delete_array(void* memory) PROBE_HEAP("_ZdaPv");
void probe_delete_array(void* memory) {
  probe::ForgetWatchedIn(memory);
  probe::Unguard(memory);
  if (!probe::Quarantine(memory, probe::RealHeap().delete_array)) probe::RealHeap().delete_array(memory);
}

void probe_delete_sized_array(void* memory, size_t) PROBE_HEAP("_ZdaPvm");
void probe_delete_sized_array(void* memory, size_t) { probe_delete_array(memory); }

}  // extern "C"
