// A minimal add-on, built to check whether this machine can build add-ons.
#include <napi.h>

#include <string_view>

static Napi::Value Add(const Napi::CallbackInfo& info) {
  double a = info[0].As<Napi::Number>().DoubleValue();
  double b = info[1].As<Napi::Number>().DoubleValue();
  return Napi::Number::New(info.Env(), a + b);
}

static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  constexpr std::string_view name = "add";
  exports.Set(name.data(), Napi::Function::New(env, Add));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
