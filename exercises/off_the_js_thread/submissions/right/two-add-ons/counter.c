#include <node_api.h>

static uint32_t calls = 0;

static napi_value Count(napi_env env, napi_callback_info info) {
  napi_value result;
  (void)info;
  napi_create_uint32(env, ++calls, &result);
  return result;
}

NAPI_MODULE_INIT() {
  napi_value count;
  napi_create_function(env, "count", NAPI_AUTO_LENGTH, Count, NULL, &count);
  napi_set_named_property(env, exports, "count", count);
  return exports;
}
