// MISTAKE: keeps a napi_value beyond the end of delay.

#include <node_api.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

typedef struct {
  int32_t ms;
  napi_value callback;
  napi_async_work work;
} Job;

static void sleep_ms(int32_t ms) {
  struct timespec time = {ms / 1000, (ms % 1000) * 1000000L};
  nanosleep(&time, NULL);
}

static napi_value fail(napi_env env) {
  const napi_extended_error_info* info;
  napi_get_last_error_info(env, &info);
  napi_throw_error(env, NULL, info->error_message);
  return NULL;
}

static void execute(napi_env env, void* data) {
  Job* job = data;
  sleep_ms(job->ms);
}

static void complete(napi_env env, napi_status status, void* data) {
  Job* job = data;
  napi_value undefined;
  napi_valuetype type;
  napi_typeof(env, job->callback, &type);
  if (type != napi_function) abort();
  if (napi_get_undefined(env, &undefined) != napi_ok ||
      napi_call_function(env, undefined, job->callback, 0, NULL, NULL) != napi_ok) {
    fail(env);
  }
  napi_delete_async_work(env, job->work);
  free(job);
}

static napi_value delay(napi_env env, napi_callback_info info) {
  size_t argc = 2;
  napi_value argv[2], name;
  napi_valuetype type;
  int32_t ms;
  if (napi_get_cb_info(env, info, &argc, argv, NULL, NULL) != napi_ok) {
    return fail(env);
  }
  if (napi_get_value_int32(env, argv[0], &ms) != napi_ok) {
    napi_throw_type_error(env, NULL, "ms must be a number");
    return NULL;
  }
  if (napi_typeof(env, argv[1], &type) != napi_ok || type != napi_function) {
    napi_throw_type_error(env, NULL, "callback must be a function");
    return NULL;
  }
  Job* job = malloc(sizeof *job);
  job->ms = ms;
  job->callback = argv[1];
  if (napi_create_string_utf8(env, "delay", NAPI_AUTO_LENGTH, &name) != napi_ok ||
      napi_create_async_work(env, NULL, name, execute, complete, job,
                             &job->work) != napi_ok ||
      napi_queue_async_work(env, job->work) != napi_ok) {
    return fail(env);
  }
  return NULL;
}

NAPI_MODULE_INIT() {
  napi_value function;
  if (napi_create_function(env, "delay", NAPI_AUTO_LENGTH, delay, NULL,
                           &function) != napi_ok ||
      napi_set_named_property(env, exports, "delay", function) != napi_ok) {
    return fail(env);
  }
  return exports;
}
