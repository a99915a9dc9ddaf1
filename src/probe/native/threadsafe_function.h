// Thread-safe functions, the only part of Node-API that other threads may call.
// https://nodejs.org/api/n-api.html#asynchronous-thread-safe-function-calls
#pragma once

#include <node_api.h>
#include <time.h>

#include "answer.h"
#include "attached_rules.h"
#include "heap.h"
#include "payloads.h"
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
  uint64_t limit;       // the most calls that may wait; 0 for no limit
  uint64_t payloads;    // how many payloads are watched
  // The counts of calls are not changed together with Node.js's queue, so they may be wrong for a moment by a call that
  // is on its way.
  int64_t depth;        // how many calls wait
  uint64_t deepest;     // the largest depth
  uint64_t recorded;    // the largest depth with a record
  int64_t users;        // how many threads use it: those that have acquired and not released it
  uint64_t last_call;   // when a thread without an environment called it last, ns
  bool told_closing;    // a call has returned napi_closing
};
inline Table<Function*> functions;

// The function whose last call of this thread returned napi_closing.
inline thread_local uint64_t closed_function = 0;

inline uint64_t IdOf(napi_threadsafe_function handle) {
  Function* function = nullptr;
  return functions.Get(handle, &function) ? function->id : 0;
}

// Node.js lets no more calls wait than the limit says.
inline uint64_t DeepestOf(const Function& function) {
  uint64_t deepest = __atomic_load_n(&function.deepest, __ATOMIC_RELAXED);
  return function.limit != 0 && deepest > function.limit ? function.limit : deepest;
}

inline void RecordDepth(Function* function) {
  uint64_t deepest = DeepestOf(*function);
  uint64_t recorded = __atomic_exchange_n(&function->recorded, deepest, __ATOMIC_RELAXED);
  if (deepest > recorded) Write(kFunctionDepth, function->id, deepest);
}

inline void NoteWaiting(Function* function) {
  if (function->call_js == nullptr) return;
  int64_t depth = __atomic_add_fetch(&function->depth, 1, __ATOMIC_RELAXED);
  uint64_t deepest = __atomic_load_n(&function->deepest, __ATOMIC_RELAXED);
  while (depth > 0 && static_cast<uint64_t>(depth) > deepest) {
    if (__atomic_compare_exchange_n(&function->deepest, &deepest, static_cast<uint64_t>(depth), false, __ATOMIC_RELAXED,
                                    __ATOMIC_RELAXED)) {
      break;
    }
  }
  uint64_t now = DeepestOf(*function);
  uint64_t recorded = __atomic_load_n(&function->recorded, __ATOMIC_RELAXED);
  if (now > recorded && (now >= 2 * recorded || now == function->limit)) RecordDepth(function);
}

inline void NoteCall(Function* function, napi_status status) {
  if (own_env == 0) __atomic_store_n(&function->last_call, Now(), __ATOMIC_RELAXED);
  if (status == napi_ok) NoteWaiting(function);
  if (status != napi_closing) return;
  closed_function = function->id;
  __atomic_sub_fetch(&function->users, 1, __ATOMIC_RELAXED);
  __atomic_store_n(&function->told_closing, true, __ATOMIC_RELAXED);
}

inline void NoteUsers(napi_threadsafe_function handle, int64_t change) {
  Function* function = nullptr;
  if (functions.Get(handle, &function)) __atomic_add_fetch(&function->users, change, __ATOMIC_RELAXED);
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

constexpr uint64_t kRecentNs = 500u * 1000 * 1000;
constexpr uint64_t kLongestWaitNs = 2000u * 1000 * 1000;

// A function that is closed while a thread is busy calling it: lets that thread find out before the finalizer ends it.
// Otherwise, it would depend on chance whether a thread that mishandles napi_closing ever gets it.
inline void LetThreadsFindOut(const Function& function) {
#if defined(PROBE_ATTACHED)
  // A program as it is keeps its timing.
  (void)function;
#else
  uint64_t begin = Now();
  if (__atomic_load_n(&function.users, __ATOMIC_RELAXED) <= 0) return;
  if (begin > __atomic_load_n(&function.last_call, __ATOMIC_RELAXED) + kRecentNs) return;
  while (!__atomic_load_n(&function.told_closing, __ATOMIC_RELAXED) && Now() < begin + kLongestWaitNs) {
    timespec pause = {0, 100 * 1000};
    nanosleep(&pause, nullptr);
  }
#endif
}

inline void CallJs(napi_env env, napi_value callback, void* context, void* data) {
  auto* function = static_cast<Function*>(context);
  __atomic_sub_fetch(&function->depth, 1, __ATOMIC_RELAXED);
  WriteMinor(kFunctionJsBegin, function->id);
  {
    PROBE_HOLDS(function->call_js);
    function->call_js(env, callback, function->context, data);
  }
  WriteMinor(kFunctionJsEnd, function->id);
}

inline void FinalizeFunction(napi_env env, void* data, void* /* context */) {
  auto* function = static_cast<Function*>(data);
  RecordDepth(function);
  LetThreadsFindOut(*function);
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
  *function = probe::Function{call_js, finalize, finalize_data, context, probe::NextId(), queue_size, 0, 0, 0, 0,
                               static_cast<int64_t>(threads), 0, false};
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
  probe::Write(probe::kFunctionQueue, function->id, queue_size);
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
  probe::Function* function = nullptr;
  probe::functions.Get(handle, &function);
  uint64_t id = function == nullptr ? 0 : function->id;
  PROBE_NOTE_USE(id);
  probe::WriteMinor(probe::kFunctionCalled, id, static_cast<uint64_t>(mode));
  if (function != nullptr && probe::WatchesPayload(&function->payloads)) {
    probe::WatchPayload(data, id, PROBE_CALL_SITE(), PROBE_STACK());
  }
  napi_status status = PROBE_REAL(napi_call_threadsafe_function)(handle, data, mode);
  if (function != nullptr) probe::NoteCall(function, status);
  probe::WriteMinor(probe::kFunctionAnswered, id, static_cast<uint64_t>(status));
  return PROBE_ANSWER(napi_call_threadsafe_function, status);
}

napi_status NAPI_CDECL napi_ref_threadsafe_function(napi_env env, napi_threadsafe_function handle) {
  PROBE_CHECK_THREAD(env, PROBE_INDEX_napi_ref_threadsafe_function);
  PROBE_CHECK_OWNER_ID(kFunctionCreated, probe::IdOf(handle), env, PROBE_INDEX_napi_ref_threadsafe_function);
  probe::Write(probe::kFunctionRef, probe::IdOf(handle));
  return PROBE_ANSWER(napi_ref_threadsafe_function, PROBE_REAL(napi_ref_threadsafe_function)(env, handle));
}

napi_status NAPI_CDECL napi_unref_threadsafe_function(napi_env env, napi_threadsafe_function handle) {
  PROBE_CHECK_THREAD(env, PROBE_INDEX_napi_unref_threadsafe_function);
  PROBE_CHECK_OWNER_ID(kFunctionCreated, probe::IdOf(handle), env, PROBE_INDEX_napi_unref_threadsafe_function);
  probe::Write(probe::kFunctionUnref, probe::IdOf(handle), PROBE_CALL_SITE(), 0, 0, PROBE_STACK());
  return PROBE_ANSWER(napi_unref_threadsafe_function, PROBE_REAL(napi_unref_threadsafe_function)(env, handle));
}

napi_status NAPI_CDECL napi_acquire_threadsafe_function(napi_threadsafe_function handle) {
  uint64_t id = probe::IdOf(handle);
  PROBE_NOTE_USE(id);
  probe::Write(probe::kFunctionAcquired, id);
  probe::NoteUsers(handle, 1);
  return PROBE_ANSWER(napi_acquire_threadsafe_function, PROBE_REAL(napi_acquire_threadsafe_function)(handle));
}

napi_status NAPI_CDECL napi_release_threadsafe_function(napi_threadsafe_function handle,
                                                        napi_threadsafe_function_release_mode mode) {
  uint64_t id = probe::IdOf(handle);
  PROBE_NOTE_USE(id);
  probe::Write(probe::kFunctionReleased, id, static_cast<uint64_t>(mode));
  probe::NoteUsers(handle, -1);
  return PROBE_ANSWER(napi_release_threadsafe_function, PROBE_REAL(napi_release_threadsafe_function)(handle, mode));
}

}  // extern "C"
