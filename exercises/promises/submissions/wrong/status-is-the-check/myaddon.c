#include <math.h>
#include <node_api.h>
#include <stdlib.h>

typedef struct {
  double n;
  double root;
  napi_deferred deferred;
  napi_async_work work;
} Job;

static void execute(napi_env env, void* data) {
  Job* job = data;
  job->root = sqrt(job->n);
}

static void complete(napi_env env, napi_status status, void* data) {
  Job* job = data;
  napi_value root;
  napi_value message;
  if (status == napi_ok && napi_create_double(env, job->root, &root) == napi_ok) {
    napi_resolve_deferred(env, job->deferred, root);
  } else if (napi_create_string_utf8(env, "cancelled", NAPI_AUTO_LENGTH, &message) == napi_ok &&
             napi_create_error(env, NULL, message, &root) == napi_ok) {
    napi_reject_deferred(env, job->deferred, root);
  }
  napi_delete_async_work(env, job->work);
  free(job);
}

typedef napi_status (*create_error_function)(napi_env, napi_value, napi_value, napi_value*);

static void reject(napi_env env, napi_deferred deferred, create_error_function create, const char* code,
                   const char* text) {
  napi_value code_value, message, error;
  if (napi_create_string_utf8(env, code, NAPI_AUTO_LENGTH, &code_value) != napi_ok ||
      napi_create_string_utf8(env, text, NAPI_AUTO_LENGTH, &message) != napi_ok ||
      create(env, code_value, message, &error) != napi_ok ||
      napi_reject_deferred(env, deferred, error) != napi_ok) {
    napi_fatal_error("reject", NAPI_AUTO_LENGTH, "cannot reject", NAPI_AUTO_LENGTH);
  }
}

static napi_value square_root_of(napi_env env, napi_callback_info info) {
  size_t argc = 1;
  napi_value arg, promise, name;
  napi_deferred deferred;
  if (napi_get_cb_info(env, info, &argc, &arg, NULL, NULL) != napi_ok) return NULL;
  if (napi_create_promise(env, &deferred, &promise) != napi_ok) return NULL;
  double n;
  if (napi_get_value_double(env, arg, &n) != napi_ok) return promise;
  if (n < 0) {
    reject(env, deferred, napi_create_range_error, "ERR_OUT_OF_RANGE", "n must not be negative");
    return promise;
  }
  Job* job = calloc(1, sizeof *job);
  job->n = n;
  job->deferred = deferred;
  napi_create_string_utf8(env, "squareRootOf", NAPI_AUTO_LENGTH, &name);
  napi_create_async_work(env, NULL, name, execute, complete, job, &job->work);
  napi_queue_async_work(env, job->work);
  return promise;
}

NAPI_MODULE_INIT() {
  napi_value function;
  napi_create_function(env, "squareRootOf", NAPI_AUTO_LENGTH, square_root_of, NULL, &function);
  napi_set_named_property(env, exports, "squareRootOf", function);
  return exports;
}
