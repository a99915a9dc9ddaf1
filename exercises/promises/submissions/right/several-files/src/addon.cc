#include "rejection.h"
#include "root_worker.h"

static Napi::Value SquareRootOf(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  auto deferred = Napi::Promise::Deferred::New(env);
  double n = info[0].IsNumber() ? info[0].As<Napi::Number>().DoubleValue() : 0;
  if (!info[0].IsNumber()) {
    Reject(deferred, Napi::TypeError::New(env, "squareRootOf takes a number"), "ERR_INVALID_ARG_TYPE");
  } else if (n < 0) {
    Reject(deferred, Napi::RangeError::New(env, "a negative number has no root"), "ERR_OUT_OF_RANGE");
  } else {
    StartRoot(env, deferred, n);
  }
  return deferred.Promise();
}

static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("squareRootOf", Napi::Function::New(env, SquareRootOf));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
