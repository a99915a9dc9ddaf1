#include <napi.h>

// The readings are made in index.js.
Napi::Value ReadSensor(const Napi::CallbackInfo& info) {
  return Napi::Function::New(info.Env(), [](const Napi::CallbackInfo&) {});
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("readSensor", Napi::Function::New(env, ReadSensor));
  return exports;
}

NODE_API_MODULE(myaddon, Init)
