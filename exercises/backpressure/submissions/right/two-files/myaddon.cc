#include "sensor.h"

static Napi::Value ReadSensor(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsNumber() || !info[1].IsFunction() || !info[2].IsFunction()) {
    Napi::TypeError::New(env, "readSensor needs a number and two functions").ThrowAsJavaScriptException();
    return env.Undefined();
  }
  Sensor* sensor = Sensor::Start(env, info[0].As<Napi::Number>(), info[1].As<Napi::Function>(),
                                 info[2].As<Napi::Function>());
  sensor->Keep();
  Napi::Function stop = Napi::Function::New(env, [sensor](const Napi::CallbackInfo&) { sensor->Stop(); });
  stop.AddFinalizer([](Napi::Env, Sensor* sensor) { sensor->Leave(); }, sensor);
  return stop;
}

static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports["readSensor"] = Napi::Function::New<ReadSensor>(env, "readSensor");
  return exports;
}

NODE_API_MODULE(myaddon, Init)
