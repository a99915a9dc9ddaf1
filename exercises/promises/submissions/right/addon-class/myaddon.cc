#include <napi.h>

#include <cmath>

class RootWorker : public Napi::AsyncWorker {
 public:
  RootWorker(Napi::Env env, Napi::Promise::Deferred deferred, double n)
      : Napi::AsyncWorker(env), deferred_(deferred), n_(n) {}

  void Execute() override { root_ = std::sqrt(n_); }
  void OnOK() override { deferred_.Resolve(Napi::Number::New(Env(), root_)); }
  void OnError(const Napi::Error& error) override { deferred_.Reject(error.Value()); }

 private:
  Napi::Promise::Deferred deferred_;
  double n_;
  double root_ = 0;
};

class MyAddon : public Napi::Addon<MyAddon> {
 public:
  MyAddon(Napi::Env, Napi::Object exports) {
    DefineAddon(exports, {InstanceMethod("squareRootOf", &MyAddon::SquareRootOf, napi_enumerable)});
  }

 private:
  Napi::Value SquareRootOf(const Napi::CallbackInfo& info) {
    Napi::Env env = info.Env();
    Napi::Promise::Deferred deferred(env);
    if (!info[0].IsNumber()) return Rejected<Napi::TypeError>(deferred, "ERR_INVALID_ARG_TYPE", "not a number");
    double n = info[0].As<Napi::Number>();
    if (std::signbit(n) && n != 0 && !std::isnan(n)) {
      return Rejected<Napi::RangeError>(deferred, "ERR_OUT_OF_RANGE", "a negative number");
    }
    (new RootWorker(env, deferred, n))->Queue();
    return deferred.Promise();
  }

  template <typename ErrorClass>
  static Napi::Value Rejected(Napi::Promise::Deferred deferred, const char* code, const char* message) {
    Napi::Error error = ErrorClass::New(deferred.Env(), message);
    error.Set("code", code);
    deferred.Reject(error.Value());
    return deferred.Promise();
  }
};

NODE_API_ADDON(MyAddon)
