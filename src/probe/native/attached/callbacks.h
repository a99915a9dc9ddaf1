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

// The probe's callback has to know which one of the add-on it stands for, and must not use the data pointer for that: code
// that the probe is not attached to may ask for it. So each has a function of its own: one of these stubs, which calls
// RunNumbered with its number as one more argument.
constexpr uint32_t kStubs = 8192;
constexpr uint32_t kStubBytes = 16;

extern "C" __attribute__((visibility("hidden"), used)) napi_value probe_run_numbered(napi_env env, napi_callback_info info,
                                                                                   uint32_t number);
extern "C" __attribute__((visibility("hidden"))) char probe_stubs[];

// 8192 and 16 as above. The registers are those of the third argument.
__asm__(
    ".text\n"
    ".p2align 4\n"
    ".hidden probe_stubs\n"
    ".globl probe_stubs\n"
    ".type probe_stubs, %function\n"
    "probe_stubs:\n"
    ".set probe_stub, 0\n"
    ".rept 8192\n"
#if defined(__x86_64__)
    "  movl $probe_stub, %edx\n"
    "  jmp probe_run_numbered\n"
#elif defined(__aarch64__)
    "  movz w2, #probe_stub\n"
    "  b probe_run_numbered\n"
#endif
    "  .p2align 4\n"
    ".set probe_stub, probe_stub + 1\n"
    ".endr\n"
    ".size probe_stubs, . - probe_stubs\n");

inline napi_callback numbered[kStubs];
inline uint32_t numbered_count = 0;
inline pthread_mutex_t numbered_lock = PTHREAD_MUTEX_INITIALIZER;
// The numbers by the address of the callback, plus 1.
inline uint32_t numbers[kStubs * 4];

inline napi_callback StubOf(uint32_t number) {
  return reinterpret_cast<napi_callback>(reinterpret_cast<uintptr_t>(probe_stubs) + number * kStubBytes);
}

// The callback that runs this one inside of the probe's; itself, if there are too many.
inline napi_callback Wrapped(napi_callback run) {
  if (run == nullptr) return nullptr;
  uint64_t hash = (reinterpret_cast<uint64_t>(run) * 0x9E3779B97F4A7C15u) >> 40;
  for (uint32_t probe = 0; probe < kStubs; probe++) {
    uint32_t* slot = &numbers[(hash + probe) % (kStubs * 4)];
    uint32_t number = __atomic_load_n(slot, __ATOMIC_ACQUIRE);
    if (number == 0) {
      pthread_mutex_lock(&numbered_lock);
      number = __atomic_load_n(slot, __ATOMIC_ACQUIRE);
      if (number == 0 && numbered_count < kStubs) {
        numbered[numbered_count++] = run;
        number = numbered_count;
        __atomic_store_n(slot, number, __ATOMIC_RELEASE);
      }
      pthread_mutex_unlock(&numbered_lock);
      if (number == 0) return run;
    }
    if (numbered[number - 1] == run) return StubOf(number - 1);
  }
  return run;
}

// What a function was created with.
inline const void* DataOf(napi_env env, napi_callback_info info) {
  void* data = nullptr;
  PROBE_REAL(napi_get_cb_info)(env, info, nullptr, nullptr, nullptr, &data);
  return data;
}

inline napi_value RunHeld(napi_callback run, napi_env env, napi_callback_info info) {
  Hold hold(reinterpret_cast<const void*>(run));
  napi_value result = run(env, info);
  hold.End();
  if (__builtin_expect(hold.IsLong(), 0)) hold.Name(FunctionOf(reinterpret_cast<const void*>(run), DataOf(env, info)));
  return result;
}

__attribute__((noinline, cold)) inline napi_value RunInScope(napi_callback run, napi_env env, napi_callback_info info) {
  CallbackScopes scopes(0, 0);
  return RunHeld(run, env, info);
}

extern "C" napi_value probe_run_numbered(napi_env env, napi_callback_info info, uint32_t number) {
  napi_callback run = numbered[number];
  // JavaScript that calls the add-on from within a callback of libuv has left that. Most of it is in none.
  return __builtin_expect(uv_callbacks == 0, 1) ? RunHeld(run, env, info) : RunInScope(run, env, info);
}

// Properties with the probe's callbacks. Without memory for them, those that were given.
class Properties {
 public:
  Properties(size_t count, const napi_property_descriptor* given) : given_(given) {
    if (given == nullptr || count == 0) return;
    copy_ = static_cast<napi_property_descriptor*>(probe::Allocate(count * sizeof *copy_));
    for (size_t i = 0; copy_ != nullptr && i < count; i++) copy_[i] = WithStubs(given[i]);
  }
  ~Properties() { probe::Free(copy_); }
  Properties(const Properties&) = delete;
  Properties& operator=(const Properties&) = delete;

  const napi_property_descriptor* get() const { return copy_ == nullptr ? given_ : copy_; }

 private:
  static napi_property_descriptor WithStubs(napi_property_descriptor property) {
    property.method = Wrapped(property.method);
    property.getter = Wrapped(property.getter);
    property.setter = Wrapped(property.setter);
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
  return PROBE_ANSWER(napi_create_function, PROBE_REAL(napi_create_function)(env, name, length, probe::Wrapped(run),
                                                                             data, result));
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
  return PROBE_ANSWER(napi_define_class,
                      PROBE_REAL(napi_define_class)(env, name, length, probe::Wrapped(constructor), data, count,
                                                    wrapped.get(), result));
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

napi_status NAPI_CDECL napi_run_script(napi_env env, napi_value script, napi_value* result) {
  PROBE_CHECK_THREAD(env, PROBE_INDEX_napi_run_script);
  probe::JavaScriptRuns runs;
  return PROBE_ANSWER(napi_run_script, PROBE_REAL(napi_run_script)(env, script, result));
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

}  // extern "C"
