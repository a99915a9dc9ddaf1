#include <napi.h>

void Print(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  Napi::Object process = env.Global().Get("process").As<Napi::Object>();
  Napi::Object out = process.Get("stdout").As<Napi::Object>();
  out.Get("write").As<Napi::Function>().Call(
      out, {Napi::String::New(env, "Signs of life from C++\n")});
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("print", Napi::Function::New(env, Print));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
