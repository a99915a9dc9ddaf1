// Notices code that goes on after it has thrown: in C++ without exceptions, and in C, throwing does not leave a function.
#pragma once

#include <node_api.h>

#include "call_site.h"
#include "thread_rule.h"
#include "trace_file.h"

namespace probe {

inline napi_status NoteThrow(napi_status status) {
  if (status != napi_ok) return status;
  has_thrown = true;
  fast_path.trusted_env = kNoEnvironment;
  return status;
}

#if defined(PROBE_ATTACHED)

// The attached probe goes by what calls return: see answer.h.
#define PROBE_CHECK_GOING_ON_AT PROBE_CHECK_THREAD_AT

#else

__attribute__((noinline)) inline void CheckGoingOn(uint64_t env, uint32_t function, void* return_address) {
  CheckThread(env, function, return_address);
  // A call without an environment cannot tell whether the exception is still pending.
  if (!has_thrown || env == 0) return;
  bool is_pending = false;
  PROBE_REAL(napi_is_exception_pending)(reinterpret_cast<napi_env>(env), &is_pending);
  if (!is_pending) {
    has_thrown = false;
    fast_path.trusted_env = own_env;
  } else if (trace_records != nullptr && HasRoomForMinor()) {
    Write(kWentOn, 0, SiteOf(return_address), 0, function, StackOf(return_address));
  }
}

// For the wrappers of functions that code on its way out does not need.
#define PROBE_CHECK_GOING_ON_AT(env, function, return_address) \
  PROBE_CHECK_AT(env, function, return_address, ::probe::CheckGoingOn)

#endif  // PROBE_ATTACHED

}  // namespace probe
