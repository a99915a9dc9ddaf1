#include <napi.h>

#include <cmath>

// Both errors are found on the pool thread, and made in OnError.
class RootWorker : public Napi::AsyncWorker {
 public:
  RootWorker(Napi::Env env, Napi::Promise::Deferred deferred, bool is_number, double n)
      : Napi::AsyncWorker(env), deferred_(deferred), is_number_(is_number), n_(n) {}

  void Execute() override {
    if (!is_number_) return SetError("n must be a number");
    if (n_ < 0) return SetError("n must not be negative");
    root_ = std::sqrt(n_);
  }

  void OnOK() override { deferred_.Resolve(Napi::Number::New(Env(), root_)); }

  void OnError(const Napi::Error& error) override {
    Napi::Error own = is_number_ ? Napi::Error(Napi::RangeError::New(Env(), error.Message()))
                                 : Napi::Error(Napi::TypeError::New(Env(), error.Message()));
    own.Set("code", is_number_ ? "ERR_OUT_OF_RANGE" : "ERR_INVALID_ARG_TYPE");
    deferred_.Reject(own.Value());
  }

 private:
  Napi::Promise::Deferred deferred_;
  bool is_number_;
  double n_;
  double root_ = 0;
};

static Napi::Value SquareRootOf(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  auto deferred = Napi::Promise::Deferred::New(env);
  bool is_number = info[0].IsNumber();
  double n = is_number ? info[0].As<Napi::Number>().DoubleValue() : 0;
  (new RootWorker(env, deferred, is_number, n))->Queue();
  return deferred.Promise();
}

static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("squareRootOf", Napi::Function::New(env, SquareRootOf));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
