#include <node_api.h>

NAPI_MODULE_INIT() {
  napi_value hello;
  if (napi_create_string_utf8(env, "from C", NAPI_AUTO_LENGTH, &hello) != napi_ok) return NULL;
  if (napi_set_named_property(env, exports, "hello", hello) != napi_ok) return NULL;
  return exports;
}
