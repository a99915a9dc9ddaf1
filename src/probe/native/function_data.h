// The data pointers of functions. Node.js passes them to each call, and never frees what they point to.
// https://nodejs.org/api/n-api.html#napi_create_function
#pragma once

#include <node_api.h>

#include "answer.h"
#include "table.h"
#include "thread_rule.h"
#include "watched_memory.h"

namespace probe {

inline void KeepFunctionData(void* data, uint64_t site, uint64_t stack) {
  uint64_t id = NextId();
  if (WatchMemory(data, id, kFunctionDataFreed)) Write(kFunctionDataKept, id, site, 0, 0, stack);
}

}  // namespace probe

extern "C" {

napi_status NAPI_CDECL napi_create_function(napi_env env, const char* name, size_t length, napi_callback callback,
                                            void* data, napi_value* result) {
  PROBE_CHECK_THREAD(env, PROBE_INDEX_napi_create_function);
  napi_status status = PROBE_ANSWER(napi_create_function,
                                    PROBE_REAL(napi_create_function)(env, name, length, callback, data, result));
  if (status == napi_ok && data != nullptr) probe::KeepFunctionData(data, PROBE_CALL_SITE(), PROBE_STACK());
  return status;
}

napi_status NAPI_CDECL napi_define_properties(napi_env env, napi_value object, size_t count,
                                              const napi_property_descriptor* properties) {
  PROBE_CHECK_THREAD(env, PROBE_INDEX_napi_define_properties);
  napi_status status = PROBE_ANSWER(napi_define_properties,
                                    PROBE_REAL(napi_define_properties)(env, object, count, properties));
  for (size_t i = 0; status == napi_ok && i < count; i++) {
    if (properties[i].data != nullptr) {
      probe::KeepFunctionData(properties[i].data, PROBE_CALL_SITE(), PROBE_STACK());
    }
  }
  return status;
}

}  // extern "C"
