// The module is registered by hand, without the macros of node_api.h.

#include <node_api.h>
#include <poll.h>
#include <stdlib.h>

struct job {
  napi_async_work work;
  napi_async_context context;
  napi_ref callback, self;
  int ms;
};

static void run(napi_env env, void* data) {
  struct job* job = data;
  // Waits for none of no files: a sleep in milliseconds, but it may be a bit short.
  poll(NULL, 0, job->ms + 1);
}

static void done(napi_env env, napi_status status, void* data) {
  struct job* job = data;
  napi_value callback, self;
  if (napi_get_reference_value(env, job->callback, &callback) == napi_ok &&
      napi_get_reference_value(env, job->self, &self) == napi_ok)
    napi_make_callback(env, job->context, self, callback, 0, NULL, NULL);
  napi_async_destroy(env, job->context);
  napi_delete_reference(env, job->self);
  napi_delete_reference(env, job->callback);
  napi_delete_async_work(env, job->work);
  free(job);
}

static int is(napi_env env, napi_value value, napi_valuetype wanted) {
  napi_valuetype type;
  return napi_typeof(env, value, &type) == napi_ok && type == wanted;
}

static napi_value delay(napi_env env, napi_callback_info info) {
  napi_value args[3], name, self;
  size_t count = 3;
  int ok;
  napi_get_cb_info(env, info, &count, args, NULL, NULL);
  if (!is(env, args[0], napi_number) || !is(env, args[1], napi_function)) {
    napi_throw_type_error(env, NULL, "delay wants a number and a function");
    return NULL;
  }
  struct job* job = malloc(sizeof *job);
  ok = job && napi_get_value_int32(env, args[0], &job->ms) == napi_ok;
  ok = ok && napi_create_object(env, &self) == napi_ok;
  ok = ok && napi_create_reference(env, self, 1, &job->self) == napi_ok;
  ok = ok && napi_create_reference(env, args[1], 1, &job->callback) == napi_ok;
  ok = ok && napi_create_string_utf8(env, "delay", NAPI_AUTO_LENGTH, &name) == napi_ok;
  ok = ok && napi_async_init(env, self, name, &job->context) == napi_ok;
  ok = ok && napi_create_async_work(env, self, name, run, done, job, &job->work) == napi_ok;
  ok = ok && napi_queue_async_work(env, job->work) == napi_ok;
  if (!ok) napi_throw_error(env, NULL, "out of luck");
  return NULL;
}

NAPI_MODULE_EXPORT napi_value napi_register_module_v1(napi_env env, napi_value exports) {
  napi_value result, function;
  if (napi_create_object(env, &result) != napi_ok ||
      napi_create_function(env, "delay", NAPI_AUTO_LENGTH, delay, NULL, &function) != napi_ok ||
      napi_set_named_property(env, result, "delay", function) != napi_ok)
    return exports;
  return result;
}
