// The callbacks of functions and classes, which run inside the probe's, and the functions that call JavaScript.
#pragma once

#include <node_api.h>
#include <stdint.h>

#include "../answer.h"
#include "../heap.h"
#include "../thread_rule.h"
#include "callback_scope.h"
#include "held_thread.h"

namespace probe {

// Never freed: a function does not tell when it is collected.
struct Callback {
  napi_callback run;
  napi_callback set;  // of a property with a setter
  void* data;
};

// Functions that are created repeatedly, with the same callback and data, share one.
constexpr uint32_t kSharedCallbacks = 4096;
inline Callback* shared_callbacks[kSharedCallbacks];

inline Callback* CallbackOf(napi_callback run, napi_callback set, void* data) {
  uint64_t hash = (reinterpret_cast<uint64_t>(run) ^ reinterpret_cast<uint64_t>(set) << 1 ^
                   reinterpret_cast<uint64_t>(data) << 2) *
                  0x9E3779B97F4A7C15u;
  Callback** shared = &shared_callbacks[(hash >> 40) % kSharedCallbacks];
  Callback* known = __atomic_load_n(shared, __ATOMIC_ACQUIRE);
  if (known != nullptr && known->run == run && known->set == set && known->data == data) return known;
  auto* callback = static_cast<Callback*>(probe::Allocate(sizeof(Callback)));
  if (callback == nullptr) return nullptr;
  *callback = {run, set, data};
  __atomic_store_n(shared, callback, __ATOMIC_RELEASE);
  return callback;
}

// The call whose callback is running, if the probe's callback runs it.
inline thread_local napi_callback_info running_info = nullptr;

inline napi_value RunCallback(napi_env env, napi_callback_info info, bool sets) {
  void* data = nullptr;
  PROBE_REAL(napi_get_cb_info)(env, info, nullptr, nullptr, nullptr, &data);
  auto* callback = static_cast<Callback*>(data);
  napi_callback run = sets ? callback->set : callback->run;
  napi_callback_info outer = running_info;
  running_info = info;
  napi_value result;
  {
    CallbackScopes scopes(0, 0);
    Hold hold(reinterpret_cast<const void*>(run), callback->data);
    result = run(env, info);
  }
  running_info = outer;
  return result;
}

inline napi_value Run(napi_env env, napi_callback_info info) { return RunCallback(env, info, false); }
inline napi_value RunSetter(napi_env env, napi_callback_info info) { return RunCallback(env, info, true); }

// Properties with the probe's callbacks. Without memory for them, those that were given.
class Properties {
 public:
  Properties(size_t count, const napi_property_descriptor* given) : given_(given) {
    if (given == nullptr || count == 0) return;
    copy_ = static_cast<napi_property_descriptor*>(probe::Allocate(count * sizeof *copy_));
    for (size_t i = 0; copy_ != nullptr && i < count; i++) copy_[i] = Wrapped(given[i]);
  }
  ~Properties() { probe::Free(copy_); }
  Properties(const Properties&) = delete;
  Properties& operator=(const Properties&) = delete;

  const napi_property_descriptor* get() const { return copy_ == nullptr ? given_ : copy_; }

 private:
  static napi_property_descriptor Wrapped(napi_property_descriptor property) {
    if (property.method == nullptr && property.getter == nullptr && property.setter == nullptr) return property;
    napi_callback run = property.method != nullptr ? property.method : property.getter;
    Callback* callback = CallbackOf(run, property.setter, property.data);
    if (callback == nullptr) return property;
    property.data = callback;
    if (property.method != nullptr) property.method = Run;
    if (property.getter != nullptr) property.getter = Run;
    if (property.setter != nullptr) property.setter = RunSetter;
    return property;
  }

  const napi_property_descriptor* given_;
  napi_property_descriptor* copy_ = nullptr;
};

}  // namespace probe

extern "C" {

napi_status NAPI_CDECL napi_create_function(napi_env env, const char* name, size_t length, napi_callback run,
                                            void* data, napi_value* result) {
  PROBE_CHECK_THREAD(env, PROBE_INDEX_napi_create_function);
  probe::Callback* callback = run == nullptr ? nullptr : probe::CallbackOf(run, nullptr, data);
  return PROBE_ANSWER(napi_create_function,
                      PROBE_REAL(napi_create_function)(env, name, length, callback == nullptr ? run : probe::Run,
                                                       callback == nullptr ? data : callback, result));
}

napi_status NAPI_CDECL napi_define_properties(napi_env env, napi_value object, size_t count,
                                              const napi_property_descriptor* properties) {
  PROBE_CHECK_THREAD(env, PROBE_INDEX_napi_define_properties);
  probe::Properties wrapped(count, properties);
  return PROBE_ANSWER(napi_define_properties,
                      PROBE_REAL(napi_define_properties)(env, object, count, wrapped.get()));
}

napi_status NAPI_CDECL napi_define_class(napi_env env, const char* name, size_t length, napi_callback constructor,
                                         void* data, size_t count, const napi_property_descriptor* properties,
                                         napi_value* result) {
  PROBE_CHECK_THREAD(env, PROBE_INDEX_napi_define_class);
  probe::Properties wrapped(count, properties);
  probe::Callback* callback = constructor == nullptr ? nullptr : probe::CallbackOf(constructor, nullptr, data);
  return PROBE_ANSWER(napi_define_class,
                      PROBE_REAL(napi_define_class)(env, name, length, callback == nullptr ? constructor : probe::Run,
                                                    callback == nullptr ? data : callback, count, wrapped.get(), result));
}

napi_status NAPI_CDECL napi_get_cb_info(napi_env env, napi_callback_info info, size_t* argc, napi_value* argv,
                                        napi_value* self, void** data) {
  PROBE_CHECK_THREAD(env, PROBE_INDEX_napi_get_cb_info);
  napi_status status =
      PROBE_ANSWER(napi_get_cb_info, PROBE_REAL(napi_get_cb_info)(env, info, argc, argv, self, data));
  if (status == napi_ok && data != nullptr && info == probe::running_info && *data != nullptr) {
    *data = static_cast<probe::Callback*>(*data)->data;
  }
  return status;
}

napi_status NAPI_CDECL napi_call_function(napi_env env, napi_value receiver, napi_value function, size_t argc,
                                          const napi_value* argv, napi_value* result) {
  PROBE_CHECK_THREAD(env, PROBE_INDEX_napi_call_function);
  if (probe::LacksCallbackScope()) {
    probe::Write(probe::kNoCallbackScope, 0, PROBE_CALL_SITE(), 0, PROBE_INDEX_napi_call_function);
  }
  probe::JavaScriptRuns runs;
  return PROBE_ANSWER(napi_call_function,
                      PROBE_REAL(napi_call_function)(env, receiver, function, argc, argv, result));
}

napi_status NAPI_CDECL napi_new_instance(napi_env env, napi_value constructor, size_t argc, const napi_value* argv,
                                         napi_value* result) {
  PROBE_CHECK_THREAD(env, PROBE_INDEX_napi_new_instance);
  probe::JavaScriptRuns runs;
  return PROBE_ANSWER(napi_new_instance, PROBE_REAL(napi_new_instance)(env, constructor, argc, argv, result));
}

napi_status NAPI_CDECL napi_make_callback(napi_env env, napi_async_context context, napi_value receiver,
                                          napi_value function, size_t argc, const napi_value* argv,
                                          napi_value* result) {
  PROBE_CHECK_THREAD(env, PROBE_INDEX_napi_make_callback);
  probe::CallbackScopes scopes(probe::uv_callbacks, probe::callback_scopes + 1);
  probe::JavaScriptRuns runs;
  return PROBE_ANSWER(napi_make_callback,
                      PROBE_REAL(napi_make_callback)(env, context, receiver, function, argc, argv, result));
}

napi_status NAPI_CDECL napi_open_callback_scope(napi_env env, napi_value resource, napi_async_context context,
                                                napi_callback_scope* result) {
  PROBE_CHECK_THREAD(env, PROBE_INDEX_napi_open_callback_scope);
  napi_status status = PROBE_ANSWER(napi_open_callback_scope,
                                    PROBE_REAL(napi_open_callback_scope)(env, resource, context, result));
  if (status == napi_ok) probe::callback_scopes++;
  return status;
}

napi_status NAPI_CDECL napi_close_callback_scope(napi_env env, napi_callback_scope scope) {
  PROBE_CHECK_THREAD(env, PROBE_INDEX_napi_close_callback_scope);
  if (probe::callback_scopes > 0) probe::callback_scopes--;
  probe::JavaScriptRuns runs;
  return PROBE_ANSWER(napi_close_callback_scope, PROBE_REAL(napi_close_callback_scope)(env, scope));
}

napi_status NAPI_CDECL napi_reference_ref(napi_env env, napi_ref reference, uint32_t* result) {
  PROBE_CHECK_THREAD(env, PROBE_INDEX_napi_reference_ref);
  PROBE_CHECK_OWNER(kReferenceCreated, reference, env, PROBE_INDEX_napi_reference_ref);
  return PROBE_ANSWER(napi_reference_ref, PROBE_REAL(napi_reference_ref)(env, reference, result));
}

napi_status NAPI_CDECL napi_reference_unref(napi_env env, napi_ref reference, uint32_t* result) {
  PROBE_CHECK_THREAD(env, PROBE_INDEX_napi_reference_unref);
  PROBE_CHECK_OWNER(kReferenceCreated, reference, env, PROBE_INDEX_napi_reference_unref);
  return PROBE_ANSWER(napi_reference_unref, PROBE_REAL(napi_reference_unref)(env, reference, result));
}

napi_status NAPI_CDECL napi_get_reference_value(napi_env env, napi_ref reference, napi_value* result) {
  PROBE_CHECK_THREAD(env, PROBE_INDEX_napi_get_reference_value);
  PROBE_CHECK_OWNER(kReferenceCreated, reference, env, PROBE_INDEX_napi_get_reference_value);
  return PROBE_ANSWER(napi_get_reference_value, PROBE_REAL(napi_get_reference_value)(env, reference, result));
}

}  // extern "C"
