#include <napi.h>

#include <cstdio>

void Print(const Napi::CallbackInfo& info) {
  puts("Signs of life from C++");
  fflush(stdout);
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("hello", Napi::String::New(env, "from C++"));
  exports.Set("print", Napi::Function::New(env, Print));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
