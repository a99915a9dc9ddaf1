#include <napi.h>

Napi::Value Print(const Napi::CallbackInfo& info) {
  return Napi::String::New(info.Env(), "Signs of life from C++");
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("print", Napi::Function::New(env, Print));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
