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
  // If an exception was pending before the call, it has done nothing. Otherwise, JavaScript has thrown during the call.
  if (status == napi_pending_exception && pending_call == return_address) Write(kWentOn, 0, SiteOf(return_address), 0, function);
  if (status == napi_pending_exception) NoteThrow(napi_ok);
#endif
}

// Records the status and evaluates to it. Use this directly in the wrapper, whose return address is the call site. That
// address is only read after a failure: read before, it would occupy a register that the wrapper has to save.
#define PROBE_ANSWER(name, status) PROBE_ANSWER_AT(name, status, PROBE_RETURN_ADDRESS())
#define PROBE_ANSWER_AT(name, status, return_address)                          \
  __extension__({                                                              \
    napi_status answered = (status);                                           \
    if (__builtin_expect(answered != napi_ok, 0)) {                            \
      ::probe::NoteFailure(answered, PROBE_INDEX_##name, (return_address));    \
    }                                                                          \
    answered;                                                                  \
  })

// For functions that hardly ever fail: see HARDLY_FAILS in wrapper-source.ts.
#if defined(PROBE_ATTACHED)
#define PROBE_ANSWER_IF_LINKED(name, status) (status)
#else
#define PROBE_ANSWER_IF_LINKED PROBE_ANSWER
#endif

}  // namespace probe
