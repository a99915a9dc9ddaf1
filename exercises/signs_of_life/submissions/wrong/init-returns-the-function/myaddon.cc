#include <napi.h>  // node-addon-api: Node-API for C++

#include <cstdio>  // std::puts, std::fflush

// print(): writes one line to standard output.
void Print(const Napi::CallbackInfo& info) {
  std::puts("Signs of life from C++");
  std::fflush(stdout);
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  return Napi::Function::New(env, Print, "print");
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
