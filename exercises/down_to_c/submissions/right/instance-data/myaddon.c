// Jobs are used again: those that are free stand in a list that belongs to this
// instance of the add-on. All is freed when the instance ends. Left in
// binding.gyp from before: the folder of napi.h, which nobody includes.

#include <node_api.h>
#include <stdlib.h>

#include "waiting.h"

typedef struct Job Job;
typedef struct {
  Job* free_jobs;
} Instance;

struct Job {
  Job* next;
  Instance* instance;
  int64_t ms;
  napi_ref callback;
  napi_async_work work;
};

static void finalize(napi_env env, void* data, void* hint) {
  Instance* instance = data;
  while (instance->free_jobs) {
    Job* job = instance->free_jobs;
    instance->free_jobs = job->next;
    free(job);
  }
  free(instance);
}

static Job* take(Instance* instance) {
  Job* job = instance->free_jobs;
  if (job) instance->free_jobs = job->next;
  else job = malloc(sizeof *job);
  if (job) *job = (Job){.instance = instance};
  return job;
}

static void put_back(Job* job) {
  job->next = job->instance->free_jobs;
  job->instance->free_jobs = job;
}

static void execute(napi_env env, void* data) {
  wait_ms((long)((Job*)data)->ms);
}

static void complete(napi_env env, napi_status status, void* data) {
  Job* job = data;
  napi_value callback = NULL, undefined = NULL;
  napi_status got = napi_get_reference_value(env, job->callback, &callback);
  napi_delete_reference(env, job->callback);
  napi_delete_async_work(env, job->work);
  put_back(job);
  if (status != napi_ok || got != napi_ok) return;
  if (napi_get_undefined(env, &undefined) != napi_ok) return;
  napi_call_function(env, undefined, callback, 0, NULL, NULL);
}

static napi_value delay(napi_env env, napi_callback_info info) {
  size_t argc = 2;
  napi_value argv[2], name;
  napi_valuetype type;
  int64_t ms;
  void* instance;
  if (napi_get_cb_info(env, info, &argc, argv, NULL, NULL) != napi_ok) return NULL;
  if (napi_get_value_int64(env, argv[0], &ms) != napi_ok) {
    napi_throw_type_error(env, NULL, "ms?");
    return NULL;
  }
  if (napi_typeof(env, argv[1], &type) != napi_ok || type != napi_function) {
    napi_throw_type_error(env, NULL, "callback?");
    return NULL;
  }
  if (napi_get_instance_data(env, &instance) != napi_ok) return NULL;
  Job* job = take(instance);
  if (!job) return NULL;
  job->ms = ms < 0 ? 0 : ms;
  if (napi_create_reference(env, argv[1], 1, &job->callback) != napi_ok) goto nothing;
  if (napi_create_string_utf8(env, "delay", NAPI_AUTO_LENGTH, &name) != napi_ok) goto reference;
  if (napi_create_async_work(env, NULL, name, execute, complete, job, &job->work) != napi_ok) goto reference;
  if (napi_queue_async_work(env, job->work) != napi_ok) goto work;
  return NULL;
work:
  napi_delete_async_work(env, job->work);
reference:
  napi_delete_reference(env, job->callback);
nothing:
  put_back(job);
  napi_throw_error(env, NULL, "no delay today");
  return NULL;
}

NAPI_MODULE_INIT() {
  napi_value function;
  Instance* instance = calloc(1, sizeof *instance);
  if (!instance) return NULL;
  if (napi_set_instance_data(env, instance, finalize, NULL) != napi_ok) {
    free(instance);
    return NULL;
  }
  if (napi_create_function(env, "delay", NAPI_AUTO_LENGTH, delay, NULL, &function) != napi_ok) return NULL;
  if (napi_set_named_property(env, exports, "delay", function) != napi_ok) return NULL;
  return exports;
}
