#include <napi.h>  // node-addon-api: Node-API for C++

#include <cstdio>
#include <string>

// print(): writes one line to standard output.
void Print(const Napi::CallbackInfo& info) {
  std::string line = "Signs of life from C++";
  std::printf("%s\n", line);
  std::fflush(stdout);
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("print", Napi::Function::New(env, Print));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
