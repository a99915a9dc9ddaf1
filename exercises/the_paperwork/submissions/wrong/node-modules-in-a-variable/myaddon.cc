#include <napi.h>  // node-addon-api: Node-API for C++

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("hello", Napi::String::New(env, "from C++"));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
