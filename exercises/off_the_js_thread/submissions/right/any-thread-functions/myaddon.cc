// All four functions that may be called on any thread, called on one of the
// pool's.

#include <node_api.h>

#include <chrono>
#include <thread>

struct Delay {
  uint32_t ms;
  napi_async_work work;
  napi_threadsafe_function done;
};

static void CallBack(napi_env env, napi_value callback, void* context, void* data) {
  // The context is what was given when the function was made.
  if (env == nullptr || context != data) return;
  napi_value global;
  napi_get_global(env, &global);
  napi_call_function(env, global, callback, 0, nullptr, nullptr);
}

static void Free(napi_env, void* data, void* context) {
  if (data == context) delete static_cast<Delay*>(data);
}

static void Execute(napi_env, void* data) {
  napi_threadsafe_function done = static_cast<Delay*>(data)->done;
  void* context = nullptr;
  napi_acquire_threadsafe_function(done);
  napi_get_threadsafe_function_context(done, &context);
  uint32_t ms = static_cast<Delay*>(context)->ms;
  std::this_thread::sleep_for(std::chrono::milliseconds(ms));
  napi_call_threadsafe_function(done, context, napi_tsfn_blocking);
  napi_release_threadsafe_function(done, napi_tsfn_release);
}

static void Complete(napi_env env, napi_status, void* data) {
  auto* delay = static_cast<Delay*>(data);
  napi_delete_async_work(env, delay->work);
  napi_release_threadsafe_function(delay->done, napi_tsfn_release);
}

static napi_value StartDelay(napi_env env, napi_callback_info info) {
  size_t argc = 2;
  napi_value argv[2], name;
  auto* delay = new Delay();
  napi_get_cb_info(env, info, &argc, argv, nullptr, nullptr);
  napi_get_value_uint32(env, argv[0], &delay->ms);
  napi_create_string_utf8(env, "delay", NAPI_AUTO_LENGTH, &name);
  napi_create_threadsafe_function(env, argv[1], nullptr, name, 0, 1, delay, Free,
                                  delay, CallBack, &delay->done);
  napi_create_async_work(env, nullptr, name, Execute, Complete, delay,
                         &delay->work);
  napi_queue_async_work(env, delay->work);
  return nullptr;
}

NAPI_MODULE_INIT() {
  napi_value function;
  napi_create_function(env, "delay", NAPI_AUTO_LENGTH, StartDelay, nullptr,
                       &function);
  napi_set_named_property(env, exports, "delay", function);
  return exports;
}
