// Thread-safe functions, the only part of Node-API that other threads may call.
// https://nodejs.org/api/n-api.html#asynchronous-thread-safe-function-calls
#pragma once

#include <node_api.h>

#include "answer.h"
#include "heap.h"
#include "table.h"
#include "thread_rule.h"

namespace probe {

// Never freed, because Node.js passes values that are left in the queue to call_js even after the finalizer has run.
struct Function {
  napi_threadsafe_function_call_js call_js;
  napi_finalize finalize;
  void* finalize_data;
  void* context;
  uint64_t id;
};
inline Table<Function*> functions;

inline uint64_t IdOf(napi_threadsafe_function handle) {
  Function* function = nullptr;
  return functions.Get(handle, &function) ? function->id : 0;
}

inline void CallJs(napi_env env, napi_value callback, void* context, void* data) {
  auto* function = static_cast<Function*>(context);
  WriteMinor(kFunctionJsBegin, function->id);
  function->call_js(env, callback, function->context, data);
  WriteMinor(kFunctionJsEnd, function->id);
}

inline void FinalizeFunction(napi_env env, void* data, void* /* context */) {
  auto* function = static_cast<Function*>(data);
  Write(kFunctionFinalized, function->id);
  if (function->finalize != nullptr) function->finalize(env, function->finalize_data, function->context);
}

}  // namespace probe

extern "C" {

napi_status NAPI_CDECL napi_create_threadsafe_function(napi_env env, napi_value js_function, napi_value resource,
                                                       napi_value name, size_t queue_size, size_t threads,
                                                       void* finalize_data, napi_finalize finalize, void* context,
                                                       napi_threadsafe_function_call_js call_js,
                                                       napi_threadsafe_function* result) {
  PROBE_CHECK_THREAD(env, PROBE_INDEX_napi_create_threadsafe_function);
  auto* function = static_cast<probe::Function*>(probe::Allocate(sizeof(probe::Function)));
  *function = probe::Function{call_js, finalize, finalize_data, context, probe::NextId()};
  // Without a call_js of the add-on, Node.js calls the JavaScript function itself, and there is nothing to wrap.
  void* given_context = call_js == nullptr ? context : function;
  napi_status status = PROBE_ANSWER(
      napi_create_threadsafe_function,
      PROBE_REAL(napi_create_threadsafe_function)(env, js_function, resource, name, queue_size, threads, function,
                                                  probe::FinalizeFunction, given_context,
                                                  call_js == nullptr ? nullptr : probe::CallJs, result));
  if (status != napi_ok) {
    probe::Free(function);
    return status;
  }
  probe::functions.Put(*result, function);
  probe::Write(probe::kFunctionCreated, function->id, PROBE_CALL_SITE(), threads, 0, PROBE_STACK());
  return status;
}

napi_status NAPI_CDECL napi_get_threadsafe_function_context(napi_threadsafe_function handle, void** result) {
  probe::Function* function = nullptr;
  if (result == nullptr || !probe::functions.Get(handle, &function)) {
    return PROBE_REAL(napi_get_threadsafe_function_context)(handle, result);
  }
  *result = function->context;
  return napi_ok;
}

napi_status NAPI_CDECL napi_call_threadsafe_function(napi_threadsafe_function handle, void* data,
                                                     napi_threadsafe_function_call_mode mode) {
  uint64_t id = probe::IdOf(handle);
  probe::WriteMinor(probe::kFunctionCalled, id);
  napi_status status = PROBE_REAL(napi_call_threadsafe_function)(handle, data, mode);
  probe::WriteMinor(probe::kFunctionAnswered, id, static_cast<uint64_t>(status));
  return PROBE_ANSWER(napi_call_threadsafe_function, status);
}

napi_status NAPI_CDECL napi_ref_threadsafe_function(napi_env env, napi_threadsafe_function handle) {
  PROBE_CHECK_THREAD(env, PROBE_INDEX_napi_ref_threadsafe_function);
  probe::Write(probe::kFunctionRef, probe::IdOf(handle));
  return PROBE_ANSWER(napi_ref_threadsafe_function, PROBE_REAL(napi_ref_threadsafe_function)(env, handle));
}

napi_status NAPI_CDECL napi_unref_threadsafe_function(napi_env env, napi_threadsafe_function handle) {
  PROBE_CHECK_THREAD(env, PROBE_INDEX_napi_unref_threadsafe_function);
  probe::Write(probe::kFunctionUnref, probe::IdOf(handle), PROBE_CALL_SITE(), 0, 0, PROBE_STACK());
  return PROBE_ANSWER(napi_unref_threadsafe_function, PROBE_REAL(napi_unref_threadsafe_function)(env, handle));
}

napi_status NAPI_CDECL napi_acquire_threadsafe_function(napi_threadsafe_function handle) {
  probe::Write(probe::kFunctionAcquired, probe::IdOf(handle));
  return PROBE_ANSWER(napi_acquire_threadsafe_function, PROBE_REAL(napi_acquire_threadsafe_function)(handle));
}

napi_status NAPI_CDECL napi_release_threadsafe_function(napi_threadsafe_function handle,
                                                        napi_threadsafe_function_release_mode mode) {
  probe::Write(probe::kFunctionReleased, probe::IdOf(handle), static_cast<uint64_t>(mode));
  return PROBE_ANSWER(napi_release_threadsafe_function, PROBE_REAL(napi_release_threadsafe_function)(handle, mode));
}

}  // extern "C"
