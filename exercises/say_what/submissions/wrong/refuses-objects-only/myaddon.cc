#include <napi.h>

#include <iostream>
#include <string>

void Print(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (info[0].IsObject() || info[0].IsNull() || info[0].IsUndefined() || info[0].IsSymbol()) {
    Napi::TypeError::New(env, "text must be a string").ThrowAsJavaScriptException();
    return;
  }
  std::cout << info[0].ToString().Utf8Value() << std::endl;
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("print", Napi::Function::New(env, Print));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
