#include <napi.h>

#include "worker/delay_worker.h"

static void Delay(const Napi::CallbackInfo& info) {
  DelayWorker::Start(info[0].As<Napi::Number>(), info[1].As<Napi::Function>());
}

static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
