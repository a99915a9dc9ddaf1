#include <napi.h>

void Print(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  Napi::Object console = env.Global().Get("console").As<Napi::Object>();
  console.Get("log").As<Napi::Function>().Call(
      console, {Napi::String::New(env, "Signs of life from C++")});
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("print", Napi::Function::New(env, Print));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
