#include <napi.h>

#include <iostream>

Napi::Value Print(Napi::Env env) {
  std::cout << "Signs of life from C++" << std::endl;
  return env.Undefined();
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("print", Print(env));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
