#include <napi.h>

#include <cmath>

// The work on the pool ends with a call of a threadsafe function, which settles the promise.
struct Job {
  double n;
  double root = 0;
  napi_deferred deferred = nullptr;
  napi_async_work work = nullptr;
  napi_threadsafe_function settle = nullptr;
};

static void Settle(napi_env env, napi_value, void*, void* data) {
  auto* job = static_cast<Job*>(data);
  if (env != nullptr) {
    napi_value root;
    napi_create_double(env, job->root, &root);
    napi_resolve_deferred(env, job->deferred, root);
    napi_delete_async_work(env, job->work);
  }
  delete job;
}

static void Execute(napi_env, void* data) {
  auto* job = static_cast<Job*>(data);
  job->root = std::sqrt(job->n);
}

static void Complete(napi_env, napi_status, void* data) {
  napi_threadsafe_function settle = static_cast<Job*>(data)->settle;
  napi_call_threadsafe_function(settle, data, napi_tsfn_nonblocking);
}

static Napi::Value Start(Napi::Env env, double n) {
  auto* job = new Job{n};
  napi_value promise;
  napi_create_promise(env, &job->deferred, &promise);
  Napi::String name = Napi::String::New(env, "squareRootOf");
  napi_create_threadsafe_function(env, nullptr, nullptr, name, 0, 1, nullptr, nullptr, nullptr, Settle,
                                  &job->settle);
  napi_create_async_work(env, nullptr, name, Execute, Complete, job, &job->work);
  napi_queue_async_work(env, job->work);
  return Napi::Value(env, promise);
}

static Napi::Value SquareRootOf(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsNumber()) {
    Napi::Promise::Deferred deferred(env);
    Napi::Error error = Napi::TypeError::New(env, "n must be a number");
    error.Set("code", Napi::String::New(env, "ERR_INVALID_ARG_TYPE"));
    deferred.Reject(error.Value());
    return deferred.Promise();
  }
  double n = info[0].As<Napi::Number>().DoubleValue();
  if (n < 0) {
    Napi::Promise::Deferred deferred(env);
    Napi::Error error = Napi::RangeError::New(env, "n must not be negative");
    error.Set("code", Napi::String::New(env, "ERR_OUT_OF_RANGE"));
    deferred.Reject(error.Value());
    return deferred.Promise();
  }
  return Start(env, n);
}

static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("squareRootOf", Napi::Function::New(env, SquareRootOf));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
