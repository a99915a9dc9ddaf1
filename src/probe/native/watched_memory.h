// Memory that an add-on has to free. A record is written when the add-on frees it, or the block around it.
#pragma once

#include <dlfcn.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

#include "heap.h"
#include "trace_file.h"

namespace probe {

struct WatchedMemory {
  WatchedMemory* next;
  const char* memory;
  uint64_t id;
  Kind freed;  // the kind of the record to write
};
inline WatchedMemory* watched_memory = nullptr;
inline pthread_mutex_t watched_lock = PTHREAD_MUTEX_INITIALIZER;

// How many watched addresses lie in each line of memory, modulo the number of lines: most blocks that are freed hold none,
// which this tells without a lock.
constexpr uint32_t kLines = 1 << 16;
constexpr uint32_t kLineBits = 6;
constexpr size_t kMostLinesToAsk = 64;
inline uint32_t watched_lines[kLines];

inline uintptr_t LineOf(const char* memory) { return reinterpret_cast<uintptr_t>(memory) >> kLineBits; }

inline void CountLine(const char* memory, uint32_t change) {
  __atomic_fetch_add(&watched_lines[LineOf(memory) % kLines], change, __ATOMIC_RELEASE);
}

inline bool MayHoldWatched(const void* memory, size_t size) {
  if (__atomic_load_n(&watched_memory, __ATOMIC_ACQUIRE) == nullptr) return false;
  const char* begin = static_cast<const char*>(memory);
  uintptr_t last = LineOf(begin + (size == 0 ? 0 : size - 1));
  if (last - LineOf(begin) >= kMostLinesToAsk) return true;
  for (uintptr_t line = LineOf(begin); line <= last; line++) {
    if (__atomic_load_n(&watched_lines[line % kLines], __ATOMIC_ACQUIRE) != 0) return true;
  }
  return false;
}

// Static and global variables belong to a module. They are never freed.
inline bool IsInModule(const void* address) {
  Dl_info info;
  return dladdr(address, &info) != 0;
}

// Some add-ons store a small number in a data pointer.
constexpr uintptr_t kFirstAddress = 1 << 16;

inline bool IsNumber(const void* data) { return reinterpret_cast<uintptr_t>(data) < kFirstAddress; }

// The attached probe leaves the allocation functions as they are.
#if defined(PROBE_ATTACHED)
constexpr bool kLearnsOfFreed = false;
#else
constexpr bool kLearnsOfFreed = true;
#endif

// Returns false if the memory is not watched: then no record will say that it was freed.
inline bool WatchMemory(const void* memory, uint64_t id, Kind freed) {
  if (!kLearnsOfFreed || trace_records == nullptr || IsNumber(memory) || IsInModule(memory)) return false;
  auto* watched = static_cast<WatchedMemory*>(probe::Allocate(sizeof(WatchedMemory)));
  if (watched == nullptr) return false;
  pthread_mutex_lock(&watched_lock);
  *watched = {watched_memory, static_cast<const char*>(memory), id, freed};
  __atomic_store_n(&watched_memory, watched, __ATOMIC_RELEASE);
  CountLine(watched->memory, 1);
  pthread_mutex_unlock(&watched_lock);
  return true;
}

// Called for memory that is freed, and for a request that is queued again.
inline void MemoryFreed(const void* memory, size_t size) {
  if (!MayHoldWatched(memory, size)) return;
  const char* begin = static_cast<const char*>(memory);
  pthread_mutex_lock(&watched_lock);
  WatchedMemory** link = &watched_memory;
  while (*link != nullptr) {
    WatchedMemory* watched = *link;
    if (watched->memory < begin || watched->memory >= begin + size) {
      link = &watched->next;
      continue;
    }
    Write(watched->freed, watched->id);
    CountLine(watched->memory, UINT32_MAX);
    __atomic_store_n(link, watched->next, __ATOMIC_RELEASE);
    probe::Free(watched);
  }
  pthread_mutex_unlock(&watched_lock);
}

}  // namespace probe
