#include <node_api.h>
#include <stdio.h>
#include <stdlib.h>

static napi_value print(napi_env env, napi_callback_info info) {
  size_t argc = 1;
  napi_value text;
  napi_valuetype type;
  size_t length, written;
  char* bytes;

  /* Missing arguments come as undefined. */
  if (napi_get_cb_info(env, info, &argc, &text, NULL, NULL) != napi_ok) return NULL;
  if (napi_typeof(env, text, &type) != napi_ok) return NULL;
  if (type != napi_string) {
    napi_throw_type_error(env, "ERR_INVALID_ARG_TYPE", "text must be a string");
    return NULL;
  }
  if (napi_get_value_string_utf8(env, text, NULL, 0, &length) != napi_ok) return NULL;
  bytes = malloc(length + 1);
  if (bytes == NULL) {
    napi_throw_error(env, NULL, "out of memory");
    return NULL;
  }
  if (napi_get_value_string_utf8(env, text, bytes, length + 1, &written) == napi_ok) {
    fwrite(bytes, 1, written, stdout);
    fputc('\n', stdout);
    fflush(stdout);
  }
  free(bytes);
  return NULL;
}

NAPI_MODULE_INIT() {
  napi_value function;
  napi_create_function(env, "print", NAPI_AUTO_LENGTH, print, NULL, &function);
  napi_set_named_property(env, exports, "print", function);
  return exports;
}
