// The memory of libuv requests that have finished. libuv never frees a uv_work_t: an add-on that allocates one for each
// call has to. https://docs.libuv.org/en/v1.x/threadpool.html
#pragma once

#include <stdint.h>
#include <uv.h>

#include "trace_file.h"
#include "watched_memory.h"

namespace probe {

// Called before the after-work callback, which usually frees the request.
inline void RememberFinished(const uv_work_t* request, uint64_t id, uint64_t site, uint64_t stack) {
  if (WatchMemory(request, id, kRequestFreed)) Write(kRequestFinished, id, site, 0, 0, stack);
}

}  // namespace probe
