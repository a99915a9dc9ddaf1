// What the data of calls of threadsafe functions points to. Whoever takes a call from the queue has to free it; if the
// call is refused, the caller has to.
#pragma once

#include <stdint.h>

#include "table.h"
#include "watched_memory.h"

namespace probe {

// Of each function, only the first payloads are watched: a leak shows in them, and a search takes longer with each one.
constexpr uint64_t kMostPayloads = 128;

// Counts the call. Returns whether its payload is to be watched.
inline bool WatchesPayload(uint64_t* count) {
  if (__atomic_load_n(count, __ATOMIC_RELAXED) >= kMostPayloads) return false;
  return __atomic_fetch_add(count, 1, __ATOMIC_RELAXED) < kMostPayloads;
}

// To be called before the call, because the JS thread may free the payload before the call has returned.
inline void WatchPayload(const void* data, uint64_t function, uint64_t site, uint64_t stack) {
  uint64_t id = NextId();
  if (WatchMemory(data, id, kPayloadFreed)) Write(kPayloadPassed, id, site, function, 0, stack);
}

}  // namespace probe
