// Napi::Error is a std::exception, too. Plain C++ throws what it knows, and one
// place makes JavaScript errors of that.

#include <napi.h>

#include <cmath>
#include <functional>
#include <stdexcept>

namespace {

double CheckedRoot(double n) {
  if (n < 0) throw std::out_of_range("squareRoot: " + std::to_string(n) + " is negative");
  return std::sqrt(n);
}

Napi::Value SquareRoot(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  try {
    if (!info[0].IsNumber()) throw std::invalid_argument("squareRoot: no number");
    return Napi::Number::New(env, CheckedRoot(info[0].ToNumber()));
  } catch (const std::invalid_argument& problem) {
    throw Napi::TypeError::New(env, problem.what());
  } catch (const std::out_of_range& problem) {
    auto error = Napi::RangeError::New(env, problem.what());
    error.Set("code", "ERR_OUT_OF_RANGE");
    throw error;
  }
}

Napi::Value Attempt(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsFunction()) NAPI_THROW(Napi::TypeError::New(env, "attempt: no function"), env.Undefined());
  try {
    return info[0].As<Napi::Function>()({});
  } catch (const std::exception& problem) {
    return Napi::String::New(env, problem.what());
  }
}

}  // namespace

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("squareRoot", Napi::Function::New(env, SquareRoot));
  exports.Set("attempt", Napi::Function::New(env, Attempt));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
