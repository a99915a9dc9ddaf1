#include <math.h>
#include <node_api.h>

static napi_value square_root(napi_env env, napi_callback_info info) {
  size_t argc = 1;
  napi_value n, root;
  napi_valuetype type;
  double value = 0;

  napi_get_cb_info(env, info, &argc, &n, NULL, NULL);
  napi_typeof(env, n, &type);
  if (type != napi_number) napi_throw_type_error(env, "ERR_INVALID_ARG_TYPE", "n must be a number");
  napi_get_value_double(env, n, &value);
  if (value < 0) {
    napi_throw_range_error(env, "ERR_OUT_OF_RANGE", "n must not be negative");
    return NULL;
  }
  napi_create_double(env, sqrt(value), &root);
  return root;
}

static napi_value attempt(napi_env env, napi_callback_info info) {
  size_t argc = 1;
  napi_value fn, self, result, error;
  napi_valuetype type;

  napi_get_cb_info(env, info, &argc, &fn, NULL, NULL);
  napi_typeof(env, fn, &type);
  if (type != napi_function) {
    napi_throw_type_error(env, NULL, "fn must be a function");
    return NULL;
  }
  napi_get_undefined(env, &self);
  switch (napi_call_function(env, self, fn, 0, NULL, &result)) {
    case napi_ok:
      return result;
    case napi_pending_exception:
      napi_get_and_clear_last_exception(env, &error);
      napi_get_named_property(env, error, "message", &result);
      return result;
    default:
      napi_throw_error(env, NULL, "fn cannot be called");
      return NULL;
  }
}

NAPI_MODULE_INIT(/* napi_env env, napi_value exports */) {
  napi_value function;
  napi_create_function(env, "squareRoot", NAPI_AUTO_LENGTH, square_root, NULL, &function);
  napi_set_named_property(env, exports, "squareRoot", function);
  napi_create_function(env, "attempt", NAPI_AUTO_LENGTH, attempt, NULL, &function);
  napi_set_named_property(env, exports, "attempt", function);
  return exports;
}
