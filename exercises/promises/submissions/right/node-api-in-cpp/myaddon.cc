// Node-API without napi.h, with the code of the error set as a property.
#include <node_api.h>

#include <cmath>
#include <memory>

namespace {

struct Job {
  explicit Job(double n) : n(n) {}
  double n;
  double root = 0;
  napi_deferred deferred = nullptr;
  napi_async_work work = nullptr;
};

napi_value Text(napi_env env, const char* text) {
  napi_value value = nullptr;
  napi_create_string_utf8(env, text, NAPI_AUTO_LENGTH, &value);
  return value;
}

void Reject(napi_env env, napi_deferred deferred, bool is_type, const char* message) {
  napi_value error = nullptr;
  auto create = is_type ? napi_create_type_error : napi_create_range_error;
  create(env, nullptr, Text(env, message), &error);
  napi_set_named_property(env, error, "code", Text(env, is_type ? "ERR_INVALID_ARG_TYPE" : "ERR_OUT_OF_RANGE"));
  napi_reject_deferred(env, deferred, error);
}

napi_value SquareRootOf(napi_env env, napi_callback_info info) {
  size_t argc = 1;
  napi_value argv[1] = {};
  napi_value promise = nullptr;
  napi_deferred deferred = nullptr;
  double n = 0;
  napi_get_cb_info(env, info, &argc, argv, nullptr, nullptr);
  napi_create_promise(env, &deferred, &promise);
  bool is_number = napi_get_value_double(env, argv[0], &n) == napi_ok;
  if (!is_number || n < 0) {
    Reject(env, deferred, !is_number, is_number ? "n is negative" : "n is not a number");
    return promise;
  }
  auto job = std::make_unique<Job>(n);
  job->deferred = deferred;
  napi_create_async_work(
      env, nullptr, Text(env, "squareRootOf"),
      [](napi_env, void* data) { static_cast<Job*>(data)->root = std::sqrt(static_cast<Job*>(data)->n); },
      [](napi_env env, napi_status, void* data) {
        std::unique_ptr<Job> job(static_cast<Job*>(data));
        napi_value root = nullptr;
        napi_create_double(env, job->root, &root);
        napi_resolve_deferred(env, job->deferred, root);
        napi_delete_async_work(env, job->work);
      },
      job.get(), &job->work);
  napi_queue_async_work(env, job.release()->work);
  return promise;
}

}  // namespace

NAPI_MODULE_INIT() {
  napi_value function = nullptr;
  napi_create_function(env, "squareRootOf", NAPI_AUTO_LENGTH, SquareRootOf, nullptr, &function);
  napi_set_named_property(env, exports, "squareRootOf", function);
  return exports;
}
