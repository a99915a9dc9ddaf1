// For how long the add-on holds all threads of libuv's pool. https://docs.libuv.org/en/v1.x/threadpool.html
#pragma once

#include <stdint.h>
#include <stdlib.h>

#include "held_thread.h"

namespace probe {

inline int64_t pool_size = 4;

// In a cache line of its own: all threads write to it, and would take the line with what the others read.
struct alignas(64) Pool {
  int64_t used;
  uint64_t full_since;  // since when all are used; 0 if one is free
};
inline Pool pool;

inline void MeasurePool() {
  const char* size = getenv("UV_THREADPOOL_SIZE");
  if (size == nullptr) return;
  pool_size = atoi(size);
  if (pool_size <= 0) pool_size = 1;
  if (pool_size > 1024) pool_size = 1024;
}

class PoolThread {
 public:
  explicit PoolThread(const void* execute) : execute_(execute) {
    if (__atomic_add_fetch(&pool.used, 1, __ATOMIC_RELAXED) == pool_size) {
      __atomic_store_n(&pool.full_since, Now(), __ATOMIC_RELAXED);
    }
  }
  ~PoolThread() {
    if (__atomic_fetch_sub(&pool.used, 1, __ATOMIC_RELAXED) != pool_size) return;
    uint64_t since = __atomic_exchange_n(&pool.full_since, 0, __ATOMIC_RELAXED);
    uint64_t held = since == 0 ? 0 : Now() - since;
    if (held >= held_limit_ns) Write(kPoolHeld, 0, SiteOf(execute_) + 1, held);
  }
  PoolThread(const PoolThread&) = delete;
  PoolThread& operator=(const PoolThread&) = delete;

 private:
  const void* execute_;
};

}  // namespace probe

#define PROBE_HOLDS_POOL(execute) ::probe::PoolThread pool_thread(reinterpret_cast<const void*>(execute))
