#include <napi.h>

#include <memory>

#include "counter.h"

Napi::Value WatchCounter(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsFunction()) {
    Napi::TypeError::New(env, "onTick must be a function").ThrowAsJavaScriptException();
    return env.Undefined();
  }
  // The finalizer and stop share it.
  auto slot = std::make_shared<std::unique_ptr<Counter>>();
  auto tsfn = Napi::ThreadSafeFunction::New(env, info[0].As<Napi::Function>(), "counter", 0, 1,
                                            [slot](Napi::Env) { slot->reset(); });
  *slot = std::make_unique<Counter>(tsfn);
  return Napi::Function::New(env, [slot](const Napi::CallbackInfo&) {
    if (*slot) (*slot)->Stop();
  });
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("watchCounter", Napi::Function::New(env, WatchCounter));
  return exports;
}

NODE_API_MODULE(myaddon, Init)
