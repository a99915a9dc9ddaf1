// Thread-safe functions, the only part of Node-API that other threads may call.
// https://nodejs.org/api/n-api.html#asynchronous-thread-safe-function-calls
#pragma once

#include <node_api.h>

#include "answer.h"
#include "attached_rules.h"
#include "blocks.h"
#include "function_queue.h"
#include "table.h"
#include "thread_rule.h"

namespace probe {

// Its memory is only used again for another function: Node.js passes values that are left in the queue to call_js even
// after the finalizer has run, and a thread may be on its way out of a call.
struct Function {
  napi_threadsafe_function_call_js call_js;
  napi_finalize finalize;
  void* finalize_data;
  void* context;
  uint64_t id;
  napi_env env;
  Resource* resource;
  FunctionQueue queue;
  int64_t users;  // how many threads use it: those that have acquired and not released it
  bool is_aborted;
  bool is_finalized;
  bool is_over;  // its finalizer has returned
  napi_threadsafe_function handle;
  Function* next;  // of the unused ones
};
inline Table<Function*> functions;
inline Blocks<Function> function_blocks;

inline void Remember(Function* function) {
  functions.Set(function->handle, function, [&](Function* other) {
    bool is_over = __atomic_load_n(&other->is_over, __ATOMIC_ACQUIRE) && !IsRecent(other->id);
    if (!is_over && other->handle != function->handle) return false;
    function_blocks.Give(other);
    return true;
  });
}

// The function whose last call of this thread returned napi_closing.
inline thread_local uint64_t closed_function = 0;

// Null if it is not known.
inline Function* FindFunction(napi_threadsafe_function handle) {
  Function* function = nullptr;
  functions.Get(handle, &function);
  return function;
}

inline uint64_t IdOf(const Function* function) { return function == nullptr ? 0 : function->id; }

inline bool IsReleased(const Function& function) {
  return __atomic_load_n(&function.is_aborted, __ATOMIC_SEQ_CST) || __atomic_load_n(&function.users, __ATOMIC_SEQ_CST) <= 0;
}

// The thread of its finalizer tells that it was released, because most of what that changes is in the cache there. Only
// threads that outlive it have to tell it themselves.
inline void ChangeUsers(Function* function, int64_t change, bool aborts) {
  if (function == nullptr) return;
  __atomic_add_fetch(&function->users, change, __ATOMIC_SEQ_CST);
  if (aborts) __atomic_store_n(&function->is_aborted, true, __ATOMIC_SEQ_CST);
  if (__atomic_load_n(&function->is_finalized, __ATOMIC_SEQ_CST) && IsReleased(*function)) {
    Release(function->resource, function->id);
  }
}

// A thread that was told napi_closing no longer counts as a user: the function may be gone at any time.
// https://nodejs.org/api/n-api.html#napi_call_threadsafe_function
#define PROBE_NOTE_USE(id)                                                                          \
  do {                                                                                              \
    if (__builtin_expect((id) != 0 && (id) == probe::closed_function, 0)) {                         \
      probe::closed_function = 0;                                                                   \
      probe::Write(probe::kFunctionAfterClosing, (id), PROBE_CALL_SITE(), 0, 0, PROBE_STACK());     \
    }                                                                                               \
  } while (0)

inline void CallJs(napi_env env, napi_value callback, void* context, void* data) {
  auto* function = static_cast<Function*>(context);
  function->queue.Taken();
  RunOnJsThread(kFunctionJsBegin, kFunctionJsEnd, function->id, reinterpret_cast<const void*>(function->call_js),
                [&] { function->call_js(env, callback, function->context, data); });
}

inline void FinalizeFunction(napi_env env, void* data, void* /* context */) {
  auto* function = static_cast<Function*>(data);
  function->queue.Finalizing(function->id, &function->users);
  Write(kFunctionFinalized, function->id);
  __atomic_store_n(&function->is_finalized, true, __ATOMIC_SEQ_CST);
  if (IsReleased(*function)) Release(function->resource, function->id);
  if (function->finalize != nullptr) function->finalize(env, function->finalize_data, function->context);
  __atomic_store_n(&function->is_over, true, __ATOMIC_RELEASE);
}

}  // namespace probe

extern "C" {

napi_status NAPI_CDECL napi_create_threadsafe_function(napi_env env, napi_value js_function, napi_value resource,
                                                       napi_value name, size_t queue_size, size_t threads,
                                                       void* finalize_data, napi_finalize finalize, void* context,
                                                       napi_threadsafe_function_call_js call_js,
                                                       napi_threadsafe_function* result) {
  PROBE_CHECK_THREAD(env, PROBE_INDEX_napi_create_threadsafe_function);
  probe::Function* function = probe::function_blocks.Take();
  probe::FunctionQueue queue(queue_size);
  *function = probe::Function{call_js, finalize, finalize_data, context, probe::NextId(), env, nullptr, queue,
                              static_cast<int64_t>(threads), false, false, false, nullptr, nullptr};
  // Without a call_js of the add-on, Node.js calls the JavaScript function itself, and there is nothing to wrap.
  void* given_context = call_js == nullptr ? context : function;
  napi_status status = PROBE_ANSWER(
      napi_create_threadsafe_function,
      PROBE_REAL(napi_create_threadsafe_function)(env, js_function, resource, name, queue_size, threads, function,
                                                  probe::FinalizeFunction, given_context,
                                                  call_js == nullptr ? nullptr : probe::CallJs, result));
  if (status != napi_ok) {
    probe::function_blocks.Give(function);
    return status;
  }
  probe::functions.Prefetch(*result);
  function->handle = *result;
  function->resource = probe::AcquireAt(probe::kFunctionCreated, function->id, PROBE_CALL_SITE());
  probe::Remember(function);
  probe::Write(probe::kFunctionCreated, function->id, PROBE_CALL_SITE(), threads, 0, PROBE_STACK());
  function->queue.Created(function->id);
  return status;
}

napi_status NAPI_CDECL napi_get_threadsafe_function_context(napi_threadsafe_function handle, void** result) {
  const probe::Function* function = probe::FindFunction(handle);
  if (result == nullptr || function == nullptr) {
    return PROBE_REAL(napi_get_threadsafe_function_context)(handle, result);
  }
  *result = function->context;
  return napi_ok;
}

napi_status NAPI_CDECL napi_call_threadsafe_function(napi_threadsafe_function handle, void* data,
                                                     napi_threadsafe_function_call_mode mode) {
  probe::Function* function = probe::FindFunction(handle);
  uint64_t id = probe::IdOf(function);
  PROBE_NOTE_USE(id);
  probe::Write(probe::kFunctionCalled, id, static_cast<uint64_t>(mode));
  if (function != nullptr) function->queue.Calling(id, data, PROBE_RETURN_ADDRESS());
  napi_status status = PROBE_REAL(napi_call_threadsafe_function)(handle, data, mode);
  if (function != nullptr) function->queue.Called(id, function->call_js != nullptr, status);
  if (status == napi_closing) {
    probe::closed_function = id;
    probe::ChangeUsers(function, -1, false);
  }
  probe::Write(probe::kFunctionAnswered, id, static_cast<uint64_t>(status));
  return PROBE_ANSWER(napi_call_threadsafe_function, status);
}

napi_status NAPI_CDECL napi_ref_threadsafe_function(napi_env env, napi_threadsafe_function handle) {
  PROBE_CHECK_THREAD(env, PROBE_INDEX_napi_ref_threadsafe_function);
  if (const probe::Function* function = probe::FindFunction(handle)) {
    PROBE_CHECK_OWNER(function->id, function->env, env, PROBE_INDEX_napi_ref_threadsafe_function);
    probe::Write(probe::kFunctionRef, function->id);
  }
  return PROBE_ANSWER(napi_ref_threadsafe_function, PROBE_REAL(napi_ref_threadsafe_function)(env, handle));
}

napi_status NAPI_CDECL napi_unref_threadsafe_function(napi_env env, napi_threadsafe_function handle) {
  PROBE_CHECK_THREAD(env, PROBE_INDEX_napi_unref_threadsafe_function);
  if (const probe::Function* function = probe::FindFunction(handle)) {
    PROBE_CHECK_OWNER(function->id, function->env, env, PROBE_INDEX_napi_unref_threadsafe_function);
    probe::Write(probe::kFunctionUnref, function->id, PROBE_CALL_SITE(), 0, 0, PROBE_STACK());
  }
  return PROBE_ANSWER(napi_unref_threadsafe_function, PROBE_REAL(napi_unref_threadsafe_function)(env, handle));
}

napi_status NAPI_CDECL napi_acquire_threadsafe_function(napi_threadsafe_function handle) {
  probe::Function* function = probe::FindFunction(handle);
  uint64_t id = probe::IdOf(function);
  PROBE_NOTE_USE(id);
  probe::Write(probe::kFunctionAcquired, id);
  probe::ChangeUsers(function, 1, false);
  return PROBE_ANSWER(napi_acquire_threadsafe_function, PROBE_REAL(napi_acquire_threadsafe_function)(handle));
}

napi_status NAPI_CDECL napi_release_threadsafe_function(napi_threadsafe_function handle,
                                                        napi_threadsafe_function_release_mode mode) {
  probe::Function* function = probe::FindFunction(handle);
  uint64_t id = probe::IdOf(function);
  PROBE_NOTE_USE(id);
  probe::Write(probe::kFunctionReleased, id, static_cast<uint64_t>(mode));
  probe::ChangeUsers(function, -1, mode == napi_tsfn_abort);
  return PROBE_ANSWER(napi_release_threadsafe_function, PROBE_REAL(napi_release_threadsafe_function)(handle, mode));
}

}  // extern "C"
