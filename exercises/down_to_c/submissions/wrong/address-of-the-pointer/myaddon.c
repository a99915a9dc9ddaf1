#include <node_api.h>
#include <stdlib.h>
#include <time.h>

typedef struct {
  int32_t ms;
  napi_ref callback;
  napi_async_work work;
} Job;

static void execute(napi_env env, void* data) {
  Job* job = data;
  struct timespec rest = {job->ms / 1000, (job->ms % 1000) * 1000000L};
  nanosleep(&rest, NULL);
}

static void complete(napi_env env, napi_status status, void* data) {
  Job* job = data;
  napi_value callback, undefined;
  napi_get_reference_value(env, job->callback, &callback);
  napi_get_undefined(env, &undefined);
  napi_call_function(env, undefined, callback, 0, NULL, NULL);
  napi_delete_async_work(env, job->work);
  napi_delete_reference(env, job->callback);
  free(job);
}

static napi_value delay(napi_env env, napi_callback_info info) {
  size_t argc = 2;
  napi_value argv[2];
  napi_get_cb_info(env, info, &argc, argv, NULL, NULL);

  int32_t ms;
  if (napi_get_value_int32(env, argv[0], &ms) != napi_ok) {
    napi_throw_type_error(env, NULL, "ms must be a number");
    return NULL;
  }
  napi_valuetype type;
  napi_typeof(env, argv[1], &type);
  if (type != napi_function) {
    napi_throw_type_error(env, NULL, "callback must be a function");
    return NULL;
  }

  napi_value name;
  napi_create_string_utf8(env, "delay", NAPI_AUTO_LENGTH, &name);
  Job* job = calloc(1, sizeof(Job));
  job->ms = ms;
  napi_create_reference(env, argv[1], 1, &job->callback);
  napi_create_async_work(env, NULL, name, execute, complete, &job, &job->work);
  napi_queue_async_work(env, job->work);
  return NULL;
}

NAPI_MODULE_INIT() {
  napi_value fn;
  napi_create_function(env, "delay", NAPI_AUTO_LENGTH, delay, NULL, &fn);
  napi_set_named_property(env, exports, "delay", fn);
  return exports;
}
