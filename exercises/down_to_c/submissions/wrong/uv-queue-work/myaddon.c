// MISTAKE: plain C, but on libuv.

#include <node_api.h>
#include <stdlib.h>
#include <time.h>
#include <uv.h>

typedef struct {
  uv_work_t request;
  napi_env env;
  napi_ref callback;
  int32_t ms;
} Job;

static void execute(uv_work_t* request) {
  Job* job = request->data;
  struct timespec time = {job->ms / 1000, (job->ms % 1000) * 1000000L};
  nanosleep(&time, NULL);
}

static void after(uv_work_t* request, int status) {
  Job* job = request->data;
  napi_env env = job->env;
  napi_handle_scope scope;
  napi_value callback, global;
  napi_open_handle_scope(env, &scope);
  napi_get_reference_value(env, job->callback, &callback);
  napi_get_global(env, &global);
  napi_make_callback(env, NULL, global, callback, 0, NULL, NULL);
  napi_delete_reference(env, job->callback);
  napi_close_handle_scope(env, scope);
  free(job);
}

static napi_value delay(napi_env env, napi_callback_info info) {
  size_t argc = 2;
  napi_value argv[2];
  napi_valuetype type;
  uv_loop_t* loop;
  int32_t ms;
  napi_get_cb_info(env, info, &argc, argv, NULL, NULL);
  if (napi_get_value_int32(env, argv[0], &ms) != napi_ok ||
      napi_typeof(env, argv[1], &type) != napi_ok || type != napi_function) {
    napi_throw_type_error(env, NULL, "delay(ms, callback)");
    return NULL;
  }
  Job* job = malloc(sizeof *job);
  job->request.data = job;
  job->env = env;
  job->ms = ms;
  napi_create_reference(env, argv[1], 1, &job->callback);
  napi_get_uv_event_loop(env, &loop);
  uv_queue_work(loop, &job->request, execute, after);
  return NULL;
}

NAPI_MODULE_INIT() {
  napi_value function;
  napi_create_function(env, "delay", NAPI_AUTO_LENGTH, delay, NULL, &function);
  napi_set_named_property(env, exports, "delay", function);
  return exports;
}
