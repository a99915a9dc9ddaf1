#include <napi.h>

#include <cmath>

// The worker makes the deferred itself, and hands out its promise.
class RootWorker final : public Napi::AsyncWorker {
 public:
  static Napi::Promise Start(Napi::Env env, double n) {
    auto* worker = new RootWorker(env, n);
    Napi::Promise promise = worker->deferred_.Promise();
    worker->Queue();
    return promise;
  }

 protected:
  void Execute() override { root_ = std::sqrt(n_); }
  void OnOK() override { deferred_.Resolve(Napi::Number::New(Env(), root_)); }
  void OnError(const Napi::Error& error) override { deferred_.Reject(error.Value()); }

 private:
  RootWorker(Napi::Env env, double n)
      : Napi::AsyncWorker(env, "squareRootOf"), deferred_(env), n_(n) {}

  Napi::Promise::Deferred deferred_;
  const double n_;
  double root_ = 0;
};

static Napi::Value Rejected(Napi::Error error, const char* code) {
  error.Set("code", code);
  Napi::Promise::Deferred deferred(error.Env());
  deferred.Reject(error.Value());
  return deferred.Promise();
}

static Napi::Value SquareRootOf(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsNumber()) {
    return Rejected(Napi::TypeError::New(env, "expected a number"), "ERR_INVALID_ARG_TYPE");
  }
  double n = info[0].As<Napi::Number>();
  if (n < 0) return Rejected(Napi::RangeError::New(env, "expected a number from 0 on"), "ERR_OUT_OF_RANGE");
  return RootWorker::Start(env, n);
}

static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("squareRootOf", Napi::Function::New(env, SquareRootOf));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
