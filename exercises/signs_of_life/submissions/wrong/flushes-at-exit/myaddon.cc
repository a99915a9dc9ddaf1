#include <napi.h>

#include <cstdio>

void Print(const Napi::CallbackInfo& info) {
  std::printf("Signs of life from C++\n");
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("print", Napi::Function::New(env, Print));
  env.AddCleanupHook([] { std::fflush(stdout); });
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
