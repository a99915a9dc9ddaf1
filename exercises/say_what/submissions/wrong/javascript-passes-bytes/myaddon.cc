#include <napi.h>

#include <iostream>

void Print(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (info[0].IsString()) {
    std::cout << info[0].As<Napi::String>().Utf8Value() << std::endl;
  } else if (info[0].IsBuffer()) {
    auto bytes = info[0].As<Napi::Buffer<char>>();
    std::cout.write(bytes.Data(), bytes.Length()) << std::endl;
  } else {
    Napi::TypeError::New(env, "text must be a string").ThrowAsJavaScriptException();
  }
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("print", Napi::Function::New(env, Print));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
