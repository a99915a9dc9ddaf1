#include <napi.h>

#include <cmath>

#include <functional>
#include <utility>

// Any work with a number as its result, as a promise.
class Work : public Napi::AsyncWorker {
 public:
  Work(Napi::Env env, std::function<double()> compute)
      : Napi::AsyncWorker(env), deferred_(env), compute_(std::move(compute)) {}

  Napi::Value Start() {
    Napi::Value promise = deferred_.Promise();
    Queue();
    return promise;
  }

  void Execute() override { result_ = compute_(); }
  void OnOK() override { deferred_.Resolve(Napi::Value::From(Env(), result_)); }
  void OnError(const Napi::Error& error) override { deferred_.Reject(error.Value()); }

 private:
  Napi::Promise::Deferred deferred_;
  std::function<double()> compute_;
  double result_ = 0;
};

static Napi::Value SquareRootOf(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  auto rejected = [&](Napi::Error error, const char* code) -> Napi::Value {
    auto deferred = Napi::Promise::Deferred::New(env);
    error.Set("code", code);
    deferred.Reject(error.Value());
    return deferred.Promise();
  };
  if (!info[0].IsNumber()) return rejected(Napi::TypeError::New(env, "no number"), "ERR_INVALID_ARG_TYPE");
  double n = info[0].As<Napi::Number>();
  if (n < 0) return rejected(Napi::RangeError::New(env, "no root"), "ERR_OUT_OF_RANGE");
  // A power, not a root; only the sign of -0 needs care.
  return (new Work(env, [n] { return n == 0 ? n : std::pow(n, 0.5); }))->Start();
}

static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("squareRootOf", Napi::Function::New(env, SquareRootOf));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
