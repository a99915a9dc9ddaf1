#include <napi.h>

#include "rest.h"

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Napi::Function::New(env, [](const Napi::CallbackInfo& info) {
    Rest(info[0].As<Napi::Number>().Int32Value());
    info[1].As<Napi::Function>().Call({});
  }));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
