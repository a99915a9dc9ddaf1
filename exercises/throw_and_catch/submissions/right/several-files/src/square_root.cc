#include <cmath>

#include "functions.h"

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
