// Statuses become exceptions in one place. What complete needs stands in an
// object that a single reference keeps: { callback }.

#include <node_api.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/select.h>

static bool ok(napi_env env, napi_status status) {
  bool pending = false;
  if (status == napi_ok) return true;
  const napi_extended_error_info* last = NULL;
  napi_get_last_error_info(env, &last);
  const char* text = last && last->error_message ? last->error_message : "?";
  napi_is_exception_pending(env, &pending);
  if (pending) return false;
  if (status == napi_number_expected || status == napi_function_expected ||
      status == napi_invalid_arg) {
    napi_throw_type_error(env, NULL, text);
  } else {
    napi_throw_error(env, NULL, text);
  }
  return false;
}

typedef struct {
  unsigned ms;
  napi_ref holder;
  napi_async_work work;
} state;

static void execute(napi_env env, void* data) {
  const state* s = data;
  struct timeval time = {s->ms / 1000, (s->ms % 1000) * 1000};
  select(0, NULL, NULL, NULL, &time);
}

static void complete(napi_env env, napi_status status, void* data) {
  state* s = data;
  napi_value holder, callback, undefined;
  if (ok(env, napi_get_reference_value(env, s->holder, &holder)) &&
      ok(env, napi_delete_reference(env, s->holder)) &&
      ok(env, napi_delete_async_work(env, s->work)) &&
      ok(env, napi_get_named_property(env, holder, "callback", &callback)) &&
      ok(env, napi_get_undefined(env, &undefined))) {
    free(s);
    if (status == napi_ok) ok(env, napi_call_function(env, undefined, callback, 0, NULL, NULL));
  }
}

static napi_value delay(napi_env env, napi_callback_info info) {
  size_t argc = 2;
  napi_value argv[2], holder, name;
  napi_valuetype type;
  unsigned ms;
  if (!ok(env, napi_get_cb_info(env, info, &argc, argv, NULL, NULL)) ||
      !ok(env, napi_get_value_uint32(env, argv[0], &ms)) ||
      !ok(env, napi_typeof(env, argv[1], &type)) ||
      !ok(env, type == napi_function ? napi_ok : napi_function_expected)) {
    return NULL;
  }
  state* s = calloc(1, sizeof(state));
  s->ms = ms;
  if (!ok(env, napi_create_object(env, &holder)) ||
      !ok(env, napi_set_named_property(env, holder, "callback", argv[1])) ||
      !ok(env, napi_create_reference(env, holder, 1, &s->holder)) ||
      !ok(env, napi_create_string_utf8(env, "delay", NAPI_AUTO_LENGTH, &name)) ||
      !ok(env, napi_create_async_work(env, holder, name, execute, complete, s, &s->work)) ||
      !ok(env, napi_queue_async_work(env, s->work))) {
    if (s->work) napi_delete_async_work(env, s->work);
    if (s->holder) napi_delete_reference(env, s->holder);
    free(s);
  }
  return NULL;
}

NAPI_MODULE_INIT() {
  napi_value function;
  if (!ok(env, napi_create_function(env, "delay", NAPI_AUTO_LENGTH, delay, NULL, &function))) return NULL;
  if (!ok(env, napi_set_named_property(env, exports, "delay", function))) return NULL;
  return exports;
}
