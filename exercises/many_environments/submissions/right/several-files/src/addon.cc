#include <napi.h>

#include "delay.h"
#include "state.h"

Napi::Value Remember(const Napi::CallbackInfo& info) {
  uint32_t count = State::Of(info.Env()).Remember(info[0].As<Napi::Object>());
  return Napi::Number::New(info.Env(), count);
}

Napi::Value Recall(const Napi::CallbackInfo& info) {
  return State::Of(info.Env()).Recall(info.Env());
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  env.SetInstanceData(new State);
  exports.Set("remember", Napi::Function::New<Remember>(env, "remember"));
  exports.Set("recall", Napi::Function::New<Recall>(env, "recall"));
  exports.Set("delay", Napi::Function::New<Delay>(env, "delay"));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
