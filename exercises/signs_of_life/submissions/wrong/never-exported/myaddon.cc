#include <napi.h>

#include <cstdio>

void Print(const Napi::CallbackInfo&) {
  std::puts("Signs of life from C++");
  std::fflush(stdout);
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("hello", Napi::String::New(env, "from C++"));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
