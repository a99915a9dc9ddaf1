// MISTAKE: binding.gyp does not list delay.cc.

#include <napi.h>

#include "delay.h"

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
