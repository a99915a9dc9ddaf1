#include <napi.h>

#include <cmath>

Napi::Value SquareRoot(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsNumber()) {
    Napi::TypeError::New(env, "n must be a number").ThrowAsJavaScriptException();
  }
  double n = info[0].As<Napi::Number>().DoubleValue();
  if (n < 0) {
    Napi::Error error = Napi::RangeError::New(env, "n must not be negative");
    error.Set("code", Napi::String::New(env, "ERR_OUT_OF_RANGE"));
    error.ThrowAsJavaScriptException();
    return env.Undefined();
  }
  return Napi::Number::New(env, std::sqrt(n));
}

Napi::Value Attempt(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsFunction()) {
    Napi::TypeError::New(env, "fn must be a function").ThrowAsJavaScriptException();
    return env.Undefined();
  }
  Napi::Value result = info[0].As<Napi::Function>().Call({});
  if (env.IsExceptionPending())
    return Napi::String::New(env, env.GetAndClearPendingException().Message());
  return result;
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("squareRoot", Napi::Function::New(env, SquareRoot));
  exports.Set("attempt", Napi::Function::New(env, Attempt));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
