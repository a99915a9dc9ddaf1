#include <napi.h>

#include <iostream>
#include <string>

void Print(const Napi::CallbackInfo& info) {
  if (!info[0].IsString())
    throw Napi::TypeError::New(info.Env(), "print(text): text must be a string");
  const std::string text = info[0].As<Napi::String>();
  std::cout << text << std::endl;
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("print", Napi::Function::New(env, Print));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
