#include <napi.h>

#include <cstdio>

void Print(const Napi::CallbackInfo& info) {
  std::puts("Signs of life from C++");
  std::fflush(stdout);
}

Napi::Object Init(Napi::Object exports, Napi::Env env) {
  exports.Set("print", Napi::Function::New(env, Print));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
