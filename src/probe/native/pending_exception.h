// Notices code that goes on after it has thrown: in C++ without exceptions, and in C, throwing does not leave a function.
#pragma once

#include <node_api.h>

#include "call_site.h"
#include "trace_file.h"

namespace probe {

// Set by the last throw of this thread. Whether its exception is still pending has to be asked.
inline thread_local bool has_thrown = false;

inline napi_status NoteThrow(napi_status status) {
  if (status == napi_ok) has_thrown = true;
  return status;
}

__attribute__((noinline, cold)) inline void NoteGoingOn(napi_env env, uint32_t function, void* return_address) {
  bool is_pending = false;
  PROBE_REAL(napi_is_exception_pending)(env, &is_pending);
  has_thrown = is_pending;
  if (!is_pending || trace_records == nullptr || !HasRoomForMinor()) return;
  Write(kWentOn, 0, SiteOf(return_address), 0, function, StackOf(return_address));
}

// For the wrappers of functions that code on its way out does not need.
#define PROBE_NOTE_GOING_ON(env, function)                     \
  if (__builtin_expect(::probe::has_thrown, 0)) {              \
    ::probe::NoteGoingOn((env), (function), PROBE_RETURN_ADDRESS()); \
  }

}  // namespace probe
