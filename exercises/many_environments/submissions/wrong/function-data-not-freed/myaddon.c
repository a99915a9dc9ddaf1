#include <node_api.h>
#include <stdlib.h>
#include <time.h>

#define CHECK(call) \
  if ((call) != napi_ok) return NULL

typedef struct {
  int ms;
  napi_ref callback;
  napi_async_work work;
} Job;

static void execute(napi_env env, void* data) {
  int ms = ((Job*)data)->ms;
  struct timespec rest = {ms / 1000, (ms % 1000) * 1000000L};
  nanosleep(&rest, NULL);
}

static void complete(napi_env env, napi_status status, void* data) {
  Job* job = data;
  napi_value callback, undefined;
  if (status == napi_ok &&
      napi_get_reference_value(env, job->callback, &callback) == napi_ok &&
      napi_get_undefined(env, &undefined) == napi_ok) {
    napi_call_function(env, undefined, callback, 0, NULL, NULL);
  }
  napi_delete_reference(env, job->callback);
  napi_delete_async_work(env, job->work);
  free(job);
}

static napi_value delay(napi_env env, napi_callback_info info) {
  size_t argc = 2;
  napi_value argv[2], name;
  int32_t ms;
  CHECK(napi_get_cb_info(env, info, &argc, argv, NULL, NULL));
  CHECK(napi_get_value_int32(env, argv[0], &ms));
  Job* job = calloc(1, sizeof *job);
  job->ms = ms;
  CHECK(napi_create_reference(env, argv[1], 1, &job->callback));
  CHECK(napi_create_string_utf8(env, "delay", NAPI_AUTO_LENGTH, &name));
  CHECK(napi_create_async_work(env, NULL, name, execute, complete, job, &job->work));
  CHECK(napi_queue_async_work(env, job->work));
  return NULL;
}

// Each function gets the state as its data pointer.
typedef struct {
  napi_env env;
  uint32_t count;
  napi_ref last;
} State;

static napi_value remember(napi_env env, napi_callback_info info) {
  size_t argc = 1;
  napi_value object, count;
  void* data;
  CHECK(napi_get_cb_info(env, info, &argc, &object, NULL, &data));
  State* state = data;
  if (state->last) napi_delete_reference(env, state->last);
  state->last = NULL;
  CHECK(napi_create_reference(env, object, 1, &state->last));
  CHECK(napi_create_uint32(env, ++state->count, &count));
  return count;
}

static napi_value recall(napi_env env, napi_callback_info info) {
  napi_value object = NULL;
  void* data;
  CHECK(napi_get_cb_info(env, info, NULL, NULL, NULL, &data));
  State* state = data;
  if (state->last) CHECK(napi_get_reference_value(env, state->last, &object));
  return object;
}

NAPI_MODULE_INIT() {
  State* state = calloc(1, sizeof *state);
  state->env = env;
  napi_property_descriptor functions[] = {
      {"remember", NULL, remember, NULL, NULL, NULL, napi_enumerable, state},
      {"recall", NULL, recall, NULL, NULL, NULL, napi_enumerable, state},
      {"delay", NULL, delay, NULL, NULL, NULL, napi_enumerable, NULL},
  };
  CHECK(napi_define_properties(env, exports, 3, functions));
  return exports;
}
