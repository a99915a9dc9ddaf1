// MISTAKE: std::thread and a thread-safe function, correct in every line, but the
// work is not on libuv's pool.

#include <node_api.h>

#include <chrono>
#include <thread>

static void CallBack(napi_env env, napi_value callback, void*, void*) {
  if (env == nullptr) return;
  napi_value global;
  napi_get_global(env, &global);
  napi_call_function(env, global, callback, 0, nullptr, nullptr);
}

static napi_value StartDelay(napi_env env, napi_callback_info info) {
  size_t argc = 2;
  napi_value argv[2], name;
  uint32_t ms = 0;
  napi_threadsafe_function done;
  napi_get_cb_info(env, info, &argc, argv, nullptr, nullptr);
  napi_get_value_uint32(env, argv[0], &ms);
  napi_create_string_utf8(env, "delay", NAPI_AUTO_LENGTH, &name);
  napi_create_threadsafe_function(env, argv[1], nullptr, name, 0, 1, nullptr,
                                  nullptr, nullptr, CallBack, &done);
  std::thread([ms, done] {
    std::this_thread::sleep_for(std::chrono::milliseconds(ms));
    napi_call_threadsafe_function(done, nullptr, napi_tsfn_blocking);
    napi_release_threadsafe_function(done, napi_tsfn_release);
  }).detach();
  return nullptr;
}

NAPI_MODULE_INIT() {
  napi_value function;
  napi_create_function(env, "delay", NAPI_AUTO_LENGTH, StartDelay, nullptr,
                       &function);
  napi_set_named_property(env, exports, "delay", function);
  return exports;
}
