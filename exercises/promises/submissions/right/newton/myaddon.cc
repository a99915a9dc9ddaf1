#include <napi.h>

#include <cmath>

class RootWorker : public Napi::AsyncWorker {
 public:
  RootWorker(Napi::Env env, Napi::Promise::Deferred deferred, double n)
      : Napi::AsyncWorker(env), deferred_(deferred), n_(n) {}

  void Execute() override {
    if (n_ == 0 || std::isnan(n_) || std::isinf(n_)) {
      root_ = n_;
      return;
    }
    // Newton's method, from a guess with half of the exponent.
    int exponent = 0;
    std::frexp(n_, &exponent);
    double guess = std::ldexp(1, exponent / 2);
    for (int i = 0; i < 60; i++) {
      double next = guess / 2 + n_ / guess / 2;
      if (next == guess) break;
      guess = next;
    }
    root_ = guess;
  }
  void OnOK() override { deferred_.Resolve(Napi::Number::New(Env(), root_)); }
  void OnError(const Napi::Error& error) override { deferred_.Reject(error.Value()); }

 private:
  Napi::Promise::Deferred deferred_;
  double n_;
  double root_ = 0;
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
  (new RootWorker(env, deferred, n))->Queue();
  return deferred.Promise();
}

static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("squareRootOf", Napi::Function::New(env, SquareRootOf));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
