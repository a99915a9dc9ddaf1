#include <napi.h>

#include <cmath>

#include <thread>

struct Job {
  Napi::Promise::Deferred deferred;
  double n;
  double root;
};

static Napi::Value SquareRootOf(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  auto deferred = Napi::Promise::Deferred::New(env);
  if (!info[0].IsNumber()) {
    Napi::Error error = Napi::TypeError::New(env, "n must be a number");
    error.Set("code", Napi::String::New(env, "ERR_INVALID_ARG_TYPE"));
    deferred.Reject(error.Value());
    return deferred.Promise();
  }
  double n = info[0].As<Napi::Number>().DoubleValue();
  if (n < 0) {
    Napi::Error error = Napi::RangeError::New(env, "n must not be negative");
    error.Set("code", Napi::String::New(env, "ERR_OUT_OF_RANGE"));
    deferred.Reject(error.Value());
    return deferred.Promise();
  }
  auto* job = new Job{deferred, n, 0};
  auto done = Napi::ThreadSafeFunction::New(env, Napi::Function::New(env, [](const Napi::CallbackInfo&) {}),
                                            "squareRootOf", 0, 1);
  std::thread([job, done] {
    job->root = std::sqrt(job->n);
    done.BlockingCall(job, [](Napi::Env env, Napi::Function, Job* job) {
      job->deferred.Resolve(Napi::Number::New(env, job->root));
      delete job;
    });
    Napi::ThreadSafeFunction(done).Release();
  }).detach();
  return deferred.Promise();
}

static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("squareRootOf", Napi::Function::New(env, SquareRootOf));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
