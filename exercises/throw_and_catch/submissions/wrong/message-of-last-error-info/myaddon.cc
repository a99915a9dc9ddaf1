#include <math.h>
#include <node_api.h>
#include <stdio.h>

static napi_value SquareRoot(napi_env env, napi_callback_info info) {
  size_t argc = 1;
  napi_value argv[1], result;
  napi_get_cb_info(env, info, &argc, argv, NULL, NULL);

  double n;
  if (napi_get_value_double(env, argv[0], &n) != napi_ok) {
    napi_throw_type_error(env, NULL, "n must be a number");
    return NULL;
  }
  if (n < 0) {
    napi_throw_range_error(env, "ERR_OUT_OF_RANGE", "n must not be negative");
    return NULL;
  }
  napi_create_double(env, sqrt(n), &result);
  return result;
}

static napi_value Attempt(napi_env env, napi_callback_info info) {
  size_t argc = 1;
  napi_value argv[1], undefined, result;
  napi_get_cb_info(env, info, &argc, argv, NULL, NULL);

  napi_valuetype type;
  napi_typeof(env, argv[0], &type);
  if (type != napi_function) {
    napi_throw_type_error(env, NULL, "fn must be a function");
    return NULL;
  }
  napi_get_undefined(env, &undefined);
  if (napi_call_function(env, undefined, argv[0], 0, NULL, &result) != napi_ok) {
    const napi_extended_error_info* last;
    napi_get_last_error_info(env, &last);
    napi_value error;
    napi_get_and_clear_last_exception(env, &error);
    napi_create_string_utf8(env, last->error_message, NAPI_AUTO_LENGTH, &result);
  }
  return result;
}

static napi_value Init(napi_env env, napi_value exports) {
  napi_property_descriptor props[] = {
      {"squareRoot", NULL, SquareRoot, NULL, NULL, NULL, napi_enumerable, NULL},
      {"attempt", NULL, Attempt, NULL, NULL, NULL, napi_enumerable, NULL},
  };
  napi_define_properties(env, exports, 2, props);
  return exports;
}

NAPI_MODULE(NODE_GYP_MODULE_NAME, Init)
