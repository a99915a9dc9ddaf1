// What Node-API answered, where that was not napi_ok: nothing throws by itself in C, and a status is easily overlooked.
#pragma once

#include <node_api.h>

#include "call_site.h"
#include "trace_file.h"

namespace probe {

// Out of line: of the usual way through a wrapper, only a comparison is left.
__attribute__((noinline, cold)) inline void NoteFailure(napi_status status, uint32_t function, void* return_address) {
  if (trace_records == nullptr || !HasRoomForMinor()) return;
  Write(kCallFailed, status, SiteOf(return_address), 0, function, StackOf(return_address));
}

inline napi_status Answer(napi_status status, uint32_t function, void* return_address) {
  if (__builtin_expect(status != napi_ok, 0)) NoteFailure(status, function, return_address);
  return status;
}

// Hands the status on. To be used in the wrapper itself, which the add-on has called.
#define PROBE_ANSWER(name, status) (::probe::Answer((status), PROBE_INDEX_##name, PROBE_RETURN_ADDRESS()))

}  // namespace probe
