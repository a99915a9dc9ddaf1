#include <napi.h>

#include <cmath>

// The Promise class of JavaScript, with its two functions kept until the work is done.
class RootWorker : public Napi::AsyncWorker {
 public:
  RootWorker(const Napi::Function& resolve, double n) : Napi::AsyncWorker(resolve), n_(n) {}

  void Execute() override { root_ = std::sqrt(n_); }
  void OnOK() override { Callback().Call({Napi::Number::New(Env(), root_)}); }

 private:
  double n_;
  double root_ = 0;
};

static void Begin(const Napi::CallbackInfo& info, Napi::Value given) {
  Napi::Env env = info.Env();
  Napi::Function resolve = info[0].As<Napi::Function>();
  Napi::Function reject = info[1].As<Napi::Function>();
  auto fail = [&](Napi::Error error, const char* code) {
    error.Set("code", code);
    reject.Call({error.Value()});
  };
  if (!given.IsNumber()) return fail(Napi::TypeError::New(env, "n is not a number"), "ERR_INVALID_ARG_TYPE");
  double n = given.As<Napi::Number>();
  if (n < 0) return fail(Napi::RangeError::New(env, "n is negative"), "ERR_OUT_OF_RANGE");
  (new RootWorker(resolve, n))->Queue();
}

static Napi::Value SquareRootOf(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  Napi::Value n = info[0];
  auto begin = Napi::Function::New(env, [&n](const Napi::CallbackInfo& inner) { Begin(inner, n); });
  return env.Global().Get("Promise").As<Napi::Function>().New({begin});
}

static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("squareRootOf", Napi::Function::New(env, SquareRootOf));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
