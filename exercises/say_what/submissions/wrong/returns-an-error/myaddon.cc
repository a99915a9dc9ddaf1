#include <napi.h>

#include <iostream>
#include <string>

Napi::Value Print(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsString()) {
    return Napi::TypeError::New(env, "text must be a string").Value();
  }
  std::cout << info[0].As<Napi::String>().Utf8Value() << std::endl;
  return env.Undefined();
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("print", Napi::Function::New(env, Print));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
