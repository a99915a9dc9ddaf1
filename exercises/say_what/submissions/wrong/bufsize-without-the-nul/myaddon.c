#include <node_api.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

static napi_value print(napi_env env, napi_callback_info info) {
  size_t argc = 1, length;
  napi_value argv[1];
  napi_valuetype type = napi_undefined;
  napi_get_cb_info(env, info, &argc, argv, NULL, NULL);
  if (argc > 0) napi_typeof(env, argv[0], &type);
  if (type != napi_string) {
    napi_throw_type_error(env, NULL, "print(text): text must be a string");
    return NULL;
  }
  napi_get_value_string_utf8(env, argv[0], NULL, 0, &length);
  char* text = calloc(length + 1, 1);
  // MISTAKE: the NUL needs the last of these bytes
  napi_get_value_string_utf8(env, argv[0], text, length, NULL);
  fputs(text, stdout);
  fputc('\n', stdout);
  fflush(stdout);
  free(text);
  return NULL;
}

NAPI_MODULE_INIT() {
  napi_value function;
  napi_create_function(env, "print", NAPI_AUTO_LENGTH, print, NULL, &function);
  napi_set_named_property(env, exports, "print", function);
  return exports;
}
