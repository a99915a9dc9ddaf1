#include <napi.h>

#include <cmath>
#include <limits>

template <typename E>
static Napi::Value Throw(Napi::Env env, const char* message, const char* code) {
  auto error = E::New(env, message);
  error.Value().Set("code", code);
  napi_throw(env, error.Value());
  return Napi::Value();
}

static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports["squareRoot"] = Napi::Function::New(env, [](const Napi::CallbackInfo& info) -> Napi::Value {
    if (info[0].Type() != napi_number)
      return Throw<Napi::TypeError>(info.Env(), "not a number", "ERR_INVALID_ARG_TYPE");
    double n = info[0].ToNumber().DoubleValue();
    if (n <= -std::numeric_limits<double>::denorm_min())
      return Throw<Napi::RangeError>(info.Env(), "negative", "ERR_OUT_OF_RANGE");
    return Napi::Value::From(info.Env(), sqrt(n));
  });
  exports["attempt"] = Napi::Function::New(env, [](const Napi::CallbackInfo& info) -> Napi::Value {
    napi_value result, error, message;
    napi_env env = info.Env();
    if (!info[0].IsFunction())
      return Throw<Napi::TypeError>(env, "not a function", "ERR_INVALID_ARG_TYPE");
    if (napi_call_function(env, info.This(), info[0], 0, nullptr, &result) == napi_ok)
      return Napi::Value(env, result);
    napi_get_and_clear_last_exception(env, &error);
    napi_create_string_utf8(env, "message", NAPI_AUTO_LENGTH, &message);
    napi_get_property(env, error, message, &result);
    return Napi::Value(env, result);
  });
  return exports;
}

NODE_API_MODULE(myaddon, Init)
