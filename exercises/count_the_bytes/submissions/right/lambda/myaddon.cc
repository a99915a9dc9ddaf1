#include <napi.h>

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports["byteLength"] = Napi::Function::New(
      env,
      [](const Napi::CallbackInfo& info) -> Napi::Value {
        if (info[0].Type() == napi_string)
          return Napi::Number::New(info.Env(), info[0].ToString().Utf8Value().size());
        Napi::TypeError::New(info.Env(), "not a string").ThrowAsJavaScriptException();
        return {};
      },
      "byteLength");
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
