#include <node_api.h>
#include <stdio.h>

static napi_value print(napi_env env, napi_callback_info info) {
  fputs("Signs of life from C++\n", stdout);
  fflush(stdout);
  return NULL;
}

NAPI_MODULE_INIT() {
  napi_value function;
  if (napi_create_function(env, "print", NAPI_AUTO_LENGTH, print, NULL,
                           &function) != napi_ok)
    return NULL;
  if (napi_set_named_property(env, exports, "print", function) != napi_ok)
    return NULL;
  return exports;
}
