#include <node_api.h>
#include <stdlib.h>
#include <uv.h>

typedef struct {
  unsigned count;
  napi_ref kept;
} Memory;

typedef struct {
  uv_work_t request;
  napi_env env;
  napi_ref callback;
  int ms;
} Wait;

static void on_pool(uv_work_t* request) {
  uv_sleep((unsigned)((Wait*)request->data)->ms);
}

static void after(uv_work_t* request, int status) {
  Wait* wait = request->data;
  napi_env env = wait->env;
  napi_handle_scope scope;
  napi_value callback, receiver;
  napi_open_handle_scope(env, &scope);
  napi_get_reference_value(env, wait->callback, &callback);
  napi_get_global(env, &receiver);
  napi_make_callback(env, NULL, receiver, callback, 0, NULL, NULL);
  napi_delete_reference(env, wait->callback);
  napi_close_handle_scope(env, scope);
  free(wait);
}

static napi_value delay(napi_env env, napi_callback_info info) {
  size_t argc = 2;
  napi_value argv[2];
  uv_loop_t* loop;
  napi_get_cb_info(env, info, &argc, argv, NULL, NULL);
  Wait* wait = calloc(1, sizeof *wait);
  wait->env = env;
  wait->request.data = wait;
  napi_get_value_int32(env, argv[0], &wait->ms);
  napi_create_reference(env, argv[1], 1, &wait->callback);
  napi_get_uv_event_loop(env, &loop);
  uv_queue_work(loop, &wait->request, on_pool, after);
  return NULL;
}

static Memory* memory_of(napi_env env) {
  void* memory = NULL;
  napi_get_instance_data(env, &memory);
  return memory;
}

static napi_value remember(napi_env env, napi_callback_info info) {
  Memory* memory = memory_of(env);
  size_t argc = 1;
  napi_value object, number;
  napi_get_cb_info(env, info, &argc, &object, NULL, NULL);
  if (memory->kept != NULL) napi_delete_reference(env, memory->kept);
  napi_create_reference(env, object, 1, &memory->kept);
  napi_create_uint32(env, ++memory->count, &number);
  return number;
}

static napi_value recall(napi_env env, napi_callback_info info) {
  Memory* memory = memory_of(env);
  napi_value object = NULL;
  if (memory->kept != NULL) napi_get_reference_value(env, memory->kept, &object);
  return object;
}

static void forget(napi_env env, void* data, void* hint) {
  Memory* memory = data;
  if (memory->kept != NULL) napi_delete_reference(env, memory->kept);
  free(memory);
}

static void export(napi_env env, napi_value exports, const char* name, napi_callback function) {
  napi_value value;
  napi_create_function(env, name, NAPI_AUTO_LENGTH, function, NULL, &value);
  napi_set_named_property(env, exports, name, value);
}

NAPI_MODULE_INIT() {
  napi_set_instance_data(env, calloc(1, sizeof(Memory)), forget, NULL);
  export(env, exports, "remember", remember);
  export(env, exports, "recall", recall);
  export(env, exports, "delay", delay);
  return exports;
}
