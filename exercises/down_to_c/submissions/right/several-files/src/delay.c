#include "delay.h"

#include <stdlib.h>

struct delay {
  napi_async_work work;
  napi_ref callback;
  uint32_t ms;
};

static void execute(napi_env env, void *data) {
  (void)env;
  sleep_for(((struct delay *)data)->ms);
}

static void complete(napi_env env, napi_status status, void *data) {
  struct delay *delay = data;
  napi_value callback, self;
  if (napi_get_reference_value(env, delay->callback, &callback) == napi_ok &&
      napi_get_undefined(env, &self) == napi_ok && status == napi_ok)
    napi_call_function(env, self, callback, 0, NULL, NULL);
  napi_delete_reference(env, delay->callback);
  napi_delete_async_work(env, delay->work);
  free(delay);
}

napi_value start_delay(napi_env env, napi_callback_info info) {
  napi_value argv[2], name;
  size_t argc = 2;
  uint32_t ms;
  napi_valuetype type;
  struct delay *delay = NULL;

  if (napi_get_cb_info(env, info, &argc, argv, NULL, NULL) != napi_ok) return NULL;
  switch (napi_get_value_uint32(env, argv[0], &ms)) {
    case napi_ok:
      break;
    case napi_number_expected:
      napi_throw_type_error(env, "ERR_INVALID_ARG_TYPE", "ms must be a number");
      return NULL;
    default:
      napi_throw_error(env, NULL, "ms cannot be read");
      return NULL;
  }
  if (napi_typeof(env, argv[1], &type) != napi_ok || type != napi_function) {
    napi_throw_type_error(env, "ERR_INVALID_ARG_TYPE", "callback must be a function");
    return NULL;
  }
  if ((delay = malloc(sizeof *delay)) != NULL) {
    *delay = (struct delay){.ms = ms};
    if (napi_create_reference(env, argv[1], 1, &delay->callback) == napi_ok &&
        napi_create_string_utf8(env, "delay", NAPI_AUTO_LENGTH, &name) == napi_ok &&
        napi_create_async_work(env, NULL, name, execute, complete, delay, &delay->work) == napi_ok &&
        napi_queue_async_work(env, delay->work) == napi_ok)
      return NULL;
    if (delay->callback != NULL) napi_delete_reference(env, delay->callback);
    if (delay->work != NULL) napi_delete_async_work(env, delay->work);
    free(delay);
  }
  napi_throw_error(env, NULL, "no delay can be started");
  return NULL;
}
