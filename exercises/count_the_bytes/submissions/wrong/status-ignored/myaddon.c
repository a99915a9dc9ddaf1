#include <node_api.h>

static napi_value ByteLength(napi_env env, napi_callback_info info) {
  size_t argc = 1, length = 0;
  napi_value argv[1], result;
  napi_get_cb_info(env, info, &argc, argv, NULL, NULL);
  napi_get_value_string_utf8(env, argv[0], NULL, 0, &length);
  napi_create_double(env, (double)length, &result);
  return result;
}

static napi_value Init(napi_env env, napi_value exports) {
  napi_value function;
  napi_create_function(env, "byteLength", NAPI_AUTO_LENGTH, ByteLength, NULL, &function);
  napi_set_named_property(env, exports, "byteLength", function);
  return exports;
}

NAPI_MODULE(NODE_GYP_MODULE_NAME, Init)
