#include <napi.h>

#include <cmath>

class MyAddon : public Napi::Addon<MyAddon> {
 public:
  MyAddon(Napi::Env, Napi::Object exports) {
    DefineAddon(exports, {InstanceMethod("squareRoot", &MyAddon::SquareRoot),
                          InstanceMethod("attempt", &MyAddon::Attempt)});
  }

 private:
  Napi::Value SquareRoot(const Napi::CallbackInfo& info) {
    if (info.Length() == 0 || !info[0].IsNumber())
      return Fail(Napi::TypeError::New(info.Env(), "a number, please"), "ERR_INVALID_ARG_TYPE");
    double n = info[0].As<Napi::Number>().DoubleValue();
    if (std::isless(n, 0))
      return Fail(Napi::RangeError::New(info.Env(), "no negative number, please"), "ERR_OUT_OF_RANGE");
    return Napi::Number::New(info.Env(), std::sqrt(n));
  }

  Napi::Value Attempt(const Napi::CallbackInfo& info) {
    if (!info[0].IsFunction())
      return Fail(Napi::TypeError::New(info.Env(), "a function, please"), "ERR_INVALID_ARG_TYPE");
    Napi::Function fn = info[0].As<Napi::Function>();
    Napi::Value result = fn.Call(info.Env().Undefined(), std::initializer_list<napi_value>{});
    if (!result.IsEmpty()) return result;
    Napi::Error error = info.Env().GetAndClearPendingException();
    return error.Get("message");
  }

  static Napi::Value Fail(Napi::Error error, const char* code) {
    error.Set("code", code);
    error.ThrowAsJavaScriptException();
    return {};
  }
};

NODE_API_ADDON(MyAddon)
