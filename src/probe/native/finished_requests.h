// The memory of libuv requests that have finished. libuv never frees a uv_work_t: an add-on that allocates one for each
// call has to. https://docs.libuv.org/en/v1.x/threadpool.html
#pragma once

#include <dlfcn.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <uv.h>

#include "trace_file.h"

namespace probe {

struct FinishedRequest {
  FinishedRequest* next;
  const char* memory;
  uint64_t id;
};
inline FinishedRequest* finished_requests = nullptr;
inline pthread_mutex_t finished_lock = PTHREAD_MUTEX_INITIALIZER;

// Static and global variables belong to a module. They are never freed.
inline bool IsInModule(const void* address) {
  Dl_info info;
  return dladdr(address, &info) != 0;
}

// Called before the after-work callback, which usually frees the request.
inline void RememberFinished(const uv_work_t* request, uint64_t id, uint64_t site, uint64_t stack) {
  if (trace_records == nullptr || IsInModule(request)) return;
  auto* finished = static_cast<FinishedRequest*>(malloc(sizeof(FinishedRequest)));
  if (finished == nullptr) return;
  pthread_mutex_lock(&finished_lock);
  *finished = {finished_requests, reinterpret_cast<const char*>(request), id};
  __atomic_store_n(&finished_requests, finished, __ATOMIC_RELEASE);
  pthread_mutex_unlock(&finished_lock);
  Write(kRequestFinished, id, site, 0, 0, stack);
}

// Called for memory that is freed, and for a request that is queued again.
inline void ForgetFinished(const void* memory, size_t size) {
  const char* begin = static_cast<const char*>(memory);
  FinishedRequest* forgotten = nullptr;
  pthread_mutex_lock(&finished_lock);
  FinishedRequest** link = &finished_requests;
  while (*link != nullptr) {
    FinishedRequest* finished = *link;
    if (finished->memory < begin || finished->memory >= begin + size) {
      link = &finished->next;
      continue;
    }
    __atomic_store_n(link, finished->next, __ATOMIC_RELEASE);
    finished->next = forgotten;
    forgotten = finished;
  }
  pthread_mutex_unlock(&finished_lock);
  // Only now: to free something asks for the lock.
  while (forgotten != nullptr) {
    FinishedRequest* finished = forgotten;
    forgotten = finished->next;
    Write(kRequestFreed, finished->id);
    free(finished);
  }
}

inline bool AnyFinished() { return __atomic_load_n(&finished_requests, __ATOMIC_ACQUIRE) != nullptr; }

}  // namespace probe
