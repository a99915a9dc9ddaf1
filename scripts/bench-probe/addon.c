// Calls napi_create_double as often as it is asked to.
#include <node_api.h>

static napi_value Run(napi_env env, napi_callback_info info) {
  size_t argc = 1;
  napi_value argv[1], number;
  uint32_t calls = 0;
  napi_get_cb_info(env, info, &argc, argv, NULL, NULL);
  napi_get_value_uint32(env, argv[0], &calls);
  while (calls > 0) {
    napi_handle_scope scope;
    napi_open_handle_scope(env, &scope);
    for (int i = 0; i < 10000 && calls > 0; i++, calls--) napi_create_double(env, calls, &number);
    napi_close_handle_scope(env, scope);
  }
  return NULL;
}

NAPI_MODULE_INIT() {
  napi_value run;
  napi_create_function(env, "run", NAPI_AUTO_LENGTH, Run, NULL, &run);
  napi_set_named_property(env, exports, "run", run);
  return exports;
}
