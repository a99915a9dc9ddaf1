#include <napi.h>

#include <cmath>

Napi::Value SquareRoot(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsNumber()) throw Napi::TypeError::New(env, "n is no number");

  const double n = info[0].As<Napi::Number>();
  if (n < 0) {
    Napi::RangeError error = Napi::RangeError::New(env, "n is negative");
    error.Value()["code"] = "ERR_OUT_OF_RANGE";
    throw error;
  }
  return Napi::Number::New(env, std::sqrt(n));
}

Napi::Value Attempt(const Napi::CallbackInfo& info) {
  if (!info[0].IsFunction()) throw Napi::TypeError::New(info.Env(), "fn is no function");
  try {
    return info[0].As<Napi::Function>().Call({});
  } catch (const Napi::Error& error) {
    return Napi::String::New(info.Env(), error.Message());
  }
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("squareRoot", Napi::Function::New(env, SquareRoot));
  exports.Set("attempt", Napi::Function::New(env, Attempt));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
