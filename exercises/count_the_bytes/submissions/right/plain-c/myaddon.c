/* Nothing but Node-API: the length is asked for, no text is copied. */

#include <node_api.h>

static napi_value byte_length(napi_env env, napi_callback_info info) {
  size_t argc = 1, bytes;
  napi_value argv[1], result;

  if (napi_get_cb_info(env, info, &argc, argv, NULL, NULL) != napi_ok)
    return NULL;
  switch (napi_get_value_string_utf8(env, argv[0], NULL, 0, &bytes)) {
    case napi_ok:
      break;
    case napi_string_expected:
      napi_throw_type_error(env, "ERR_INVALID_ARG_TYPE", "a string, please");
      return NULL;
    default:
      napi_throw_error(env, NULL, "the string cannot be read");
      return NULL;
  }
  if (napi_create_int64(env, (int64_t)bytes, &result) != napi_ok) return NULL;
  return result;
}

NAPI_MODULE_INIT(/* napi_env env, napi_value exports */) {
  napi_property_descriptor properties[] = {
      {"byteLength", NULL, byte_length, NULL, NULL, NULL, napi_enumerable, NULL},
  };
  napi_define_properties(env, exports, 1, properties);
  return exports;
}
