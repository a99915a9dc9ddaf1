#include <napi.h>

#include <cmath>

// A job is a JavaScript object that wraps its C++ object.
class Job : public Napi::ObjectWrap<Job> {
 public:
  static Napi::Function Define(Napi::Env env) { return DefineClass(env, "Job", {}); }

  explicit Job(const Napi::CallbackInfo& info)
      : Napi::ObjectWrap<Job>(info), deferred_(info.Env()), n_(info[0].As<Napi::Number>()) {}

  Napi::Value Start(Napi::Env env) {
    napi_create_async_work(env, nullptr, Napi::String::New(env, "squareRootOf"), Execute, Complete, this, &work_);
    napi_queue_async_work(env, work_);
    return deferred_.Promise();
  }

 private:
  static void Execute(napi_env, void* data) {
    auto* job = static_cast<Job*>(data);
    job->root_ = std::sqrt(job->n_);
  }

  static void Complete(napi_env env, napi_status, void* data) {
    auto* job = static_cast<Job*>(data);
    job->deferred_.Resolve(Napi::Number::New(env, job->root_));
    napi_delete_async_work(env, job->work_);
  }

  Napi::Promise::Deferred deferred_;
  double n_;
  double root_ = 0;
  napi_async_work work_ = nullptr;
};

static Napi::Value Rejected(Napi::Error error, const char* code) {
  error.Set("code", code);
  Napi::Promise::Deferred deferred(error.Env());
  deferred.Reject(error.Value());
  return deferred.Promise();
}

static Napi::Value SquareRootOf(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsNumber()) return Rejected(Napi::TypeError::New(env, "not a number"), "ERR_INVALID_ARG_TYPE");
  if (info[0].As<Napi::Number>().DoubleValue() < 0) {
    return Rejected(Napi::RangeError::New(env, "negative"), "ERR_OUT_OF_RANGE");
  }
  Napi::Object job = env.GetInstanceData<Napi::FunctionReference>()->New({info[0]});
  return Job::Unwrap(job)->Start(env);
}

static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  env.SetInstanceData(new Napi::FunctionReference(Napi::Persistent(Job::Define(env))));
  exports.Set("squareRootOf", Napi::Function::New(env, SquareRootOf));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
