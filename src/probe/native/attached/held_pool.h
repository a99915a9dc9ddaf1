// For how long the add-on holds all threads of libuv's pool. https://docs.libuv.org/en/v1.x/threadpool.html
#pragma once

#include <stdint.h>
#include <stdlib.h>

#include "held_thread.h"

namespace probe {

inline uint32_t pool_size = 4;
// libuv's limit: https://docs.libuv.org/en/v1.x/threadpool.html
constexpr uint32_t kMostPoolThreads = 1024;

// Each thread only writes to its own, in a cache line of its own, and looks at the others after work that took long.
struct alignas(64) PoolThread {
  uint64_t since;  // in ticks, since when it runs an execute callback; 0 if it runs none
};
inline PoolThread pool_threads[kMostPoolThreads];
inline uint32_t pool_threads_known = 0;

inline PoolThread* OwnPoolThread() {
  static thread_local PoolThread* own = nullptr;
  if (own != nullptr) return own;
  uint32_t index = __atomic_fetch_add(&pool_threads_known, 1, __ATOMIC_RELAXED);
  own = &pool_threads[index % kMostPoolThreads];
  return own;
}

inline void MeasurePool() {
  const char* size = getenv("UV_THREADPOOL_SIZE");
  if (size == nullptr) return;
  int given = atoi(size);
  pool_size = given <= 0 ? 1 : static_cast<uint32_t>(given);
  if (pool_size > kMostPoolThreads) pool_size = kMostPoolThreads;
}

// Since when, in ticks, all threads of the pool run execute callbacks; 0 if one of them does not.
inline uint64_t PoolIsFullSince() {
  uint32_t busy = 0;
  uint64_t last = 0;
  for (const PoolThread& thread : pool_threads) {
    uint64_t since = __atomic_load_n(&thread.since, __ATOMIC_ACQUIRE);
    if (since == 0) continue;
    busy++;
    if (since > last) last = since;
  }
  return busy >= pool_size ? last : 0;
}

// Called while this thread still counts as busy.
__attribute__((noinline, cold)) inline void LookAtPool(const void* execute, uint64_t now) {
  uint64_t since = PoolIsFullSince();
  uint64_t held_ns = since == 0 ? 0 : NsOf(Since(since, now));
  if (held_ns >= held_limit_ns) Write(kPoolHeld, 0, SiteOf(execute) + 1, held_ns);
}

// Runs an execute callback between two records.
template <typename Run>
inline void RunOnPoolThread(uint64_t id, const void* execute, Run run) {
  PoolThread* thread = OwnPoolThread();
  uint64_t begin = Ticks();
  WriteAt(begin, kExecuteBegin, id);
  __atomic_store_n(&thread->since, begin, __ATOMIC_RELEASE);
  run();
  uint64_t end = Ticks();
  // A tick is a nanosecond at most, so shorter work is not worth a look.
  if (Since(begin, end) >= held_limit_ns) LookAtPool(execute, end);
  __atomic_store_n(&thread->since, 0, __ATOMIC_RELEASE);
  WriteAt(end, kExecuteEnd, id);
}

}  // namespace probe
