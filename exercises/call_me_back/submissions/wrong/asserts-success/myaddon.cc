#undef NDEBUG
#include <assert.h>
#include <node_api.h>

#include <chrono>
#include <thread>

static napi_value Delay(napi_env env, napi_callback_info info) {
  size_t count = 2;
  napi_value args[2], global;
  int32_t ms;
  napi_status status;

  status = napi_get_cb_info(env, info, &count, args, NULL, NULL);
  assert(status == napi_ok);
  status = napi_get_value_int32(env, args[0], &ms);
  assert(status == napi_ok);
  status = napi_get_global(env, &global);
  assert(status == napi_ok);

  std::this_thread::sleep_for(std::chrono::milliseconds(ms));

  status = napi_call_function(env, global, args[1], 0, NULL, NULL);
  assert(status == napi_ok);
  return NULL;
}

NAPI_MODULE_INIT() {
  napi_value function;
  napi_create_function(env, NULL, 0, Delay, NULL, &function);
  napi_set_named_property(env, exports, "delay", function);
  return exports;
}
