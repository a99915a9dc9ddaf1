// Handle scopes, which an add-on has to close. The attached probe counts handles instead: see attached/handle_count.h.
#pragma once

#include <node_api.h>

#include "answer.h"
#include "thread_rule.h"

#define PROBE_SCOPE(open, close, Scope)                                                              \
  napi_status NAPI_CDECL open(napi_env env, Scope* result) {                                         \
    PROBE_CHECK_THREAD(env, PROBE_INDEX_##open);                                                     \
    napi_status status = PROBE_ANSWER(open, PROBE_REAL(open)(env, result));                          \
    if (status == napi_ok) {                                                                         \
      probe::Write(probe::kScopeOpened, reinterpret_cast<uint64_t>(*result), PROBE_CALL_SITE()); \
    }                                                                                                \
    return status;                                                                                   \
  }                                                                                                  \
  napi_status NAPI_CDECL close(napi_env env, Scope scope) {                                          \
    PROBE_CHECK_THREAD(env, PROBE_INDEX_##close);                                                    \
    napi_status status = PROBE_ANSWER(close, PROBE_REAL(close)(env, scope));                         \
    if (status == napi_ok) probe::Write(probe::kScopeClosed, reinterpret_cast<uint64_t>(scope)); \
    return status;                                                                                   \
  }

extern "C" {

PROBE_SCOPE(napi_open_handle_scope, napi_close_handle_scope, napi_handle_scope)
PROBE_SCOPE(napi_open_escapable_handle_scope, napi_close_escapable_handle_scope, napi_escapable_handle_scope)

}  // extern "C"
