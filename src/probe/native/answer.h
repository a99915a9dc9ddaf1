// Records the status of Node-API calls that did not return napi_ok. C code can easily overlook a status.
#pragma once

#include <node_api.h>

#include "call_site.h"
#include "trace_file.h"
#if defined(PROBE_ATTACHED)
#include "pending_exception.h"
#endif

namespace probe {

// Not inlined, so that the fast path of a wrapper is only a comparison.
__attribute__((noinline, cold)) inline void NoteFailure(napi_status status, uint32_t function, void* return_address) {
  if (trace_records == nullptr || !HasRoomForMinor()) return;
  Write(kCallFailed, status, SiteOf(return_address), 0, function, StackOf(return_address));
#if defined(PROBE_ATTACHED)
  // An exception was pending before the call, which has therefore done nothing.
  if (status == napi_pending_exception && has_thrown) Write(kWentOn, 0, SiteOf(return_address), 0, function);
  if (status == napi_pending_exception) NoteThrow(napi_ok);
#endif
}

inline napi_status Answer(napi_status status, uint32_t function, void* return_address) {
  if (__builtin_expect(status != napi_ok, 0)) NoteFailure(status, function, return_address);
  return status;
}

// Records the status and evaluates to it. Use this directly in the wrapper, whose return address is the call site.
#define PROBE_ANSWER(name, status) (::probe::Answer((status), PROBE_INDEX_##name, PROBE_RETURN_ADDRESS()))

}  // namespace probe
