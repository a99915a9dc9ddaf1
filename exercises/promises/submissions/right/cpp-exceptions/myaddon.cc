#include <napi.h>

#include <cmath>

// What goes wrong is thrown, and one catch turns it into a rejection.
static Napi::Error WithCode(Napi::Error error, const char* code) {
  error.Set("code", code);
  return error;
}

static double Checked(Napi::Value value) {
  Napi::Env env = value.Env();
  if (!value.IsNumber()) {
    throw WithCode(Napi::TypeError::New(env, "n must be a number"), "ERR_INVALID_ARG_TYPE");
  }
  double n = value.As<Napi::Number>();
  if (n < 0) throw WithCode(Napi::RangeError::New(env, "n must not be negative"), "ERR_OUT_OF_RANGE");
  return n;
}

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

static Napi::Value SquareRootOf(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  auto deferred = Napi::Promise::Deferred::New(env);
  try {
    (new RootWorker(env, deferred, Checked(info[0])))->Queue();
  } catch (const Napi::Error& error) {
    deferred.Reject(error.Value());
  }
  return deferred.Promise();
}

static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("squareRootOf", Napi::Function::New(env, SquareRootOf));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
