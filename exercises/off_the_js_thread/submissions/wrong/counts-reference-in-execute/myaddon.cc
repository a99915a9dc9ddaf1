// MISTAKE: takes and gives back a reference on a thread of the pool.

#include <node_api.h>

#include <chrono>
#include <thread>

struct Delay {
  uint32_t ms;
  napi_ref callback;
  napi_async_work work;
};

static void Execute(napi_env env, void* data) {
  auto* delay = static_cast<Delay*>(data);
  std::this_thread::sleep_for(std::chrono::milliseconds(delay->ms));
  uint32_t count;
  napi_reference_ref(env, delay->callback, &count);
  napi_reference_unref(env, delay->callback, &count);
}

static void Complete(napi_env env, napi_status, void* data) {
  auto* delay = static_cast<Delay*>(data);
  napi_value callback, global;
  napi_get_reference_value(env, delay->callback, &callback);
  napi_get_global(env, &global);
  napi_call_function(env, global, callback, 0, nullptr, nullptr);
  napi_delete_reference(env, delay->callback);
  napi_delete_async_work(env, delay->work);
  delete delay;
}

static napi_value StartDelay(napi_env env, napi_callback_info info) {
  size_t argc = 2;
  napi_value argv[2], name;
  auto* delay = new Delay();
  napi_get_cb_info(env, info, &argc, argv, nullptr, nullptr);
  napi_get_value_uint32(env, argv[0], &delay->ms);
  napi_create_reference(env, argv[1], 1, &delay->callback);
  napi_create_string_utf8(env, "delay", NAPI_AUTO_LENGTH, &name);
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
