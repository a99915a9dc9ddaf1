#include <napi.h>

#include <iostream>
#include <string>

void Print(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  for (size_t i = 0; i < info.Length(); i++) {
    if (!info[i].IsString()) continue;
    std::cout << info[i].As<Napi::String>().Utf8Value() << std::endl;
    return;
  }
  Napi::TypeError::New(env, "no text").ThrowAsJavaScriptException();
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("print", Napi::Function::New(env, Print));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
