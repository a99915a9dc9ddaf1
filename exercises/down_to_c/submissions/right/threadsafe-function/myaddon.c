// The pool does the waiting; a threadsafe function holds the callback, and calls
// it. The work is deleted where that function is finalized.

#include <node_api.h>
#include <stdlib.h>
#include <time.h>

typedef struct {
  uint32_t ms;
  napi_threadsafe_function function;
  napi_async_work work;
} Delay;

static void Execute(napi_env env, void* data) {
  Delay* delay = data;
  struct timespec ts = {delay->ms / 1000, (delay->ms % 1000) * 1000000L};
  nanosleep(&ts, NULL);
  // These two may be called on any thread.
  napi_call_threadsafe_function(delay->function, NULL, napi_tsfn_blocking);
  napi_release_threadsafe_function(delay->function, napi_tsfn_release);
}

static void Complete(napi_env env, napi_status status, void* data) {
  Delay* delay = data;
  napi_delete_async_work(env, delay->work);
  free(delay);
}

static void CallJs(napi_env env, napi_value callback, void* context, void* data) {
  napi_value undefined;
  if (env == NULL || callback == NULL) return;
  if (napi_get_undefined(env, &undefined) != napi_ok) return;
  napi_call_function(env, undefined, callback, 0, NULL, NULL);
}

static napi_value Start(napi_env env, napi_callback_info info) {
  size_t argc = 2;
  napi_value argv[2], name;
  napi_valuetype type = napi_undefined;
  Delay* delay;

  if (napi_get_cb_info(env, info, &argc, argv, NULL, NULL) != napi_ok) return NULL;
  if (!(delay = calloc(1, sizeof(Delay)))) {
    napi_throw_error(env, "ENOMEM", "no memory");
    return NULL;
  }
  napi_typeof(env, argv[1], &type);
  if (type != napi_function || napi_get_value_uint32(env, argv[0], &delay->ms) != napi_ok) {
    free(delay);
    napi_throw_type_error(env, NULL, "usage: delay(ms, callback)");
    return NULL;
  }
  if (napi_create_string_latin1(env, "delay", 5, &name) == napi_ok &&
      napi_create_threadsafe_function(env, argv[1], NULL, name, 0, 1, NULL, NULL, NULL, CallJs, &delay->function) == napi_ok) {
    if (napi_create_async_work(env, NULL, name, Execute, Complete, delay, &delay->work) == napi_ok &&
        napi_queue_async_work(env, delay->work) == napi_ok) {
      return NULL;
    }
    napi_release_threadsafe_function(delay->function, napi_tsfn_abort);
  }
  free(delay);
  napi_throw_error(env, NULL, "delay could not be started");
  return NULL;
}

NAPI_MODULE_INIT() {
  napi_value f;
  if (napi_create_function(env, "delay", 5, Start, NULL, &f) != napi_ok) return NULL;
  if (napi_set_named_property(env, exports, "delay", f) != napi_ok) return NULL;
  return NULL;  // exports stays what it is
}
