// Call gives a Maybe here, so that no empty value can be used by mistake.

#include <napi.h>

#include <cmath>

Napi::Value SquareRoot(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsNumber()) {
    Napi::TypeError::New(env, "n must be a number").ThrowAsJavaScriptException();
    return {};
  }
  double n = info[0].As<Napi::Number>().DoubleValue();
  if (n < 0) {
    Napi::Error error = Napi::RangeError::New(env, "n must not be negative");
    if (error.Set("code", "ERR_OUT_OF_RANGE").IsJust()) error.ThrowAsJavaScriptException();
    return {};
  }
  return Napi::Number::New(env, std::sqrt(n));
}

Napi::Value Attempt(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsFunction()) {
    Napi::TypeError::New(env, "fn must be a function").ThrowAsJavaScriptException();
    return {};
  }
  Napi::Maybe<Napi::Value> result = info[0].As<Napi::Function>().Call({});
  if (result.IsJust()) return result.Unwrap();
  return Napi::String::New(env, env.GetAndClearPendingException().Message());
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("squareRoot", Napi::Function::New(env, SquareRoot));
  exports.Set("attempt", Napi::Function::New(env, Attempt));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
