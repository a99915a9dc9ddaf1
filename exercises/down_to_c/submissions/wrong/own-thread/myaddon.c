// MISTAKE: a thread of its own for each call, instead of the pool's.

#include <node_api.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

typedef struct {
  int32_t ms;
  napi_threadsafe_function callback;
} Job;

static void* run(void* data) {
  Job* job = data;
  struct timespec time = {job->ms / 1000, (job->ms % 1000) * 1000000L};
  nanosleep(&time, NULL);
  napi_call_threadsafe_function(job->callback, NULL, napi_tsfn_blocking);
  napi_release_threadsafe_function(job->callback, napi_tsfn_release);
  free(job);
  return NULL;
}

static napi_value delay(napi_env env, napi_callback_info info) {
  size_t argc = 2;
  napi_value argv[2], name;
  napi_valuetype type;
  int32_t ms;
  pthread_t thread;
  napi_get_cb_info(env, info, &argc, argv, NULL, NULL);
  if (napi_get_value_int32(env, argv[0], &ms) != napi_ok ||
      napi_typeof(env, argv[1], &type) != napi_ok || type != napi_function) {
    napi_throw_type_error(env, NULL, "delay(ms, callback)");
    return NULL;
  }
  Job* job = malloc(sizeof *job);
  job->ms = ms;
  napi_create_string_utf8(env, "delay", NAPI_AUTO_LENGTH, &name);
  napi_create_threadsafe_function(env, argv[1], NULL, name, 0, 1, NULL, NULL,
                                  NULL, NULL, &job->callback);
  pthread_create(&thread, NULL, run, job);
  pthread_detach(thread);
  return NULL;
}

NAPI_MODULE_INIT() {
  napi_value function;
  napi_create_function(env, "delay", NAPI_AUTO_LENGTH, delay, NULL, &function);
  napi_set_named_property(env, exports, "delay", function);
  return exports;
}
