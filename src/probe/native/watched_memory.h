// Memory that an add-on has to free. A record is written when the add-on frees it, or the block around it.
#pragma once

#include <dlfcn.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

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

// Static and global variables belong to a module. They are never freed.
inline bool IsInModule(const void* address) {
  Dl_info info;
  return dladdr(address, &info) != 0;
}

// Returns false if the memory is not watched: then no record will say that it was freed.
inline bool WatchMemory(const void* memory, uint64_t id, Kind freed) {
  if (trace_records == nullptr || IsInModule(memory)) return false;
  auto* watched = static_cast<WatchedMemory*>(malloc(sizeof(WatchedMemory)));
  if (watched == nullptr) return false;
  pthread_mutex_lock(&watched_lock);
  *watched = {watched_memory, static_cast<const char*>(memory), id, freed};
  __atomic_store_n(&watched_memory, watched, __ATOMIC_RELEASE);
  pthread_mutex_unlock(&watched_lock);
  return true;
}

// Called for memory that is freed, and for a request that is queued again.
inline void MemoryFreed(const void* memory, size_t size) {
  const char* begin = static_cast<const char*>(memory);
  WatchedMemory* freed = nullptr;
  pthread_mutex_lock(&watched_lock);
  WatchedMemory** link = &watched_memory;
  while (*link != nullptr) {
    WatchedMemory* watched = *link;
    if (watched->memory < begin || watched->memory >= begin + size) {
      link = &watched->next;
      continue;
    }
    __atomic_store_n(link, watched->next, __ATOMIC_RELEASE);
    watched->next = freed;
    freed = watched;
  }
  pthread_mutex_unlock(&watched_lock);
  // Only now: to free something asks for the lock.
  while (freed != nullptr) {
    WatchedMemory* watched = freed;
    freed = watched->next;
    Write(watched->freed, watched->id);
    free(watched);
  }
}

inline bool AnyWatched() { return __atomic_load_n(&watched_memory, __ATOMIC_ACQUIRE) != nullptr; }

}  // namespace probe
