#include <napi.h>

#include <iostream>
#include <string>

void Print(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  Napi::Function string = env.Global().Get("String").As<Napi::Function>();
  bool boxed = info[0].IsObject() && info[0].As<Napi::Object>().InstanceOf(string);
  if (!info[0].IsString() && !boxed) {
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
