#include <node_api.h>
#include <stdbool.h>
#include <stdlib.h>

#include "adler32.h"
#include "line.h"

typedef struct Call {
  napi_env env;
  napi_ref callback;
  napi_ref* buffers;
  napi_async_context context;
  uint32_t* results;
  uint32_t count;
  uint32_t remaining;
} Call;

typedef struct {
  Job job;  // first, so that a Job* is also the address of the Sum
  Call* call;
  uint32_t index;
  const uint8_t* bytes;
  size_t length;
} Sum;

static void sum_work(Job* job) {
  Sum* sum = (Sum*)job;
  uint32_t result = sum_adler32(sum->bytes, sum->length);
  if (sum->call->count > 0) sum->call->results[sum->index] = result;
}

static void call_free(Call* call) {
  for (uint32_t i = 0; i < call->count; i++) {
    if (call->buffers[i]) napi_delete_reference(call->env, call->buffers[i]);
  }
  if (call->callback) napi_delete_reference(call->env, call->callback);
  if (call->context) napi_async_destroy(call->env, call->context);
  free(call->buffers);
  free(call->results);
  free(call);
}

static void call_finish(Call* call) {
  napi_env env = call->env;
  napi_value argv[2], global, callback, value;
  napi_handle_scope scope;
  napi_open_handle_scope(env, &scope);
  napi_get_null(env, &argv[0]);
  napi_create_array_with_length(env, call->count, &argv[1]);
  for (uint32_t i = 0; i < call->count; i++) {
    napi_create_double(env, call->results[i], &value);
    napi_set_element(env, argv[1], i, value);
  }
  napi_get_global(env, &global);
  napi_get_reference_value(env, call->callback, &callback);
  bool pending = false;
  napi_make_callback(env, call->context, global, callback, 2, argv, NULL);
  napi_is_exception_pending(env, &pending);
  if (pending) {
    napi_get_and_clear_last_exception(env, &value);
    napi_fatal_exception(env, value);
  }
  napi_close_handle_scope(env, scope);
  call_free(call);
}

static void sum_ended(Job* job) {
  Sum* sum = (Sum*)job;
  Call* call = sum->call;
  free(sum);
  if (--call->remaining == 0) call_finish(call);
}

static napi_value reject(napi_env env, const char* message) {
  napi_throw_type_error(env, "ERR_INVALID_ARG_TYPE", message);
  return NULL;
}

static napi_value checksums(napi_env env, napi_callback_info info) {
  size_t argc = 2;
  napi_value argv[2], value, name;
  bool yes = false;
  uint32_t count;
  napi_valuetype type;
  Line* line;
  napi_get_cb_info(env, info, &argc, argv, NULL, NULL);
  napi_is_array(env, argv[0], &yes);
  if (!yes) return reject(env, "buffers must be an array");
  napi_typeof(env, argv[1], &type);
  if (type != napi_function) return reject(env, "callback must be a function");
  napi_get_array_length(env, argv[0], &count);
  for (uint32_t i = 0; i < count; i++) {
    napi_get_element(env, argv[0], i, &value);
    napi_is_buffer(env, value, &yes);
    if (!yes) return reject(env, "buffers must contain only Buffers");
  }

  Call* call = calloc(1, sizeof *call);
  call->env = env;
  call->count = count;
  call->remaining = count == 0 ? 1 : count;
  call->buffers = calloc(call->remaining, sizeof *call->buffers);
  call->results = calloc(call->remaining, sizeof *call->results);
  napi_create_reference(env, argv[1], 1, &call->callback);
  napi_create_string_utf8(env, "checksums", NAPI_AUTO_LENGTH, &name);
  napi_async_init(env, NULL, name, &call->context);
  napi_get_instance_data(env, (void**)&line);
  for (uint32_t i = 0; i < count || i == 0; i++) {
    Sum* sum = calloc(1, sizeof *sum);
    sum->job.work = sum_work;
    sum->job.ended = sum_ended;
    sum->call = call;
    sum->index = i;
    if (count > 0) {
      void* bytes;
      napi_get_element(env, argv[0], i, &value);
      napi_get_buffer_info(env, value, &bytes, &sum->length);
      napi_create_reference(env, value, 1, &call->buffers[i]);
      sum->bytes = bytes;
    }
    line_add(line, &sum->job);
  }
  return NULL;
}

static void line_free(napi_env env, void* data, void* hint) {
  (void)env;
  (void)hint;
  free(data);
}

NAPI_MODULE_INIT() {
  napi_value function;
  uv_loop_t* loop;
  Line* line = malloc(sizeof *line);
  napi_get_uv_event_loop(env, &loop);
  line_init(line, loop, 2);
  napi_set_instance_data(env, line, line_free, NULL);
  napi_create_function(env, "checksums", NAPI_AUTO_LENGTH, checksums, NULL, &function);
  napi_set_named_property(env, exports, "checksums", function);
  return exports;
}
