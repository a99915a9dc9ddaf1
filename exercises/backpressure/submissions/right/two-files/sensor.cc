#include "sensor.h"

static void Uncaught(Napi::Env env) {
  if (env.IsExceptionPending()) napi_fatal_exception(env, env.GetAndClearPendingException().Value());
}

Sensor* Sensor::Start(Napi::Env env, uint32_t count, Napi::Function onReading, Napi::Function onEnd) {
  Sensor* sensor = new Sensor(count);
  sensor->onEnd_ = Napi::Persistent(onEnd);
  sensor->queue_ = Napi::ThreadSafeFunction::New(env, onReading, "sensor", 64, 1,
                                                 [sensor](Napi::Env env) { sensor->End(env); });
  sensor->thread_ = std::thread(&Sensor::Run, sensor);
  return sensor;
}

void Sensor::Run() {
  for (uint32_t n = 0; n != count_ && running_; ++n) {
    last_ = queue_.NonBlockingCall(
        [this, n](Napi::Env env, Napi::Function onReading) { Deliver(env, onReading, n); });
    switch (last_) {
      case napi_ok:
        break;
      case napi_queue_full:
        refused_++;
        break;
      default:
        return;
    }
  }
  queue_.Release();
}

void Sensor::Deliver(Napi::Env env, Napi::Function onReading, uint32_t n) {
  delivered_++;
  onReading.Call({Napi::Number::New(env, n)});
  Uncaught(env);
}

void Sensor::End(Napi::Env env) {
  Stop();
  thread_.join();
  if (last_ == napi_ok || last_ == napi_queue_full) {
    Napi::Object totals = Napi::Object::New(env);
    totals["delivered"] = Napi::Number::New(env, delivered_);
    totals["dropped"] = Napi::Number::New(env, refused_);
    onEnd_.Call({totals});
    Uncaught(env);
  }
  onEnd_.Reset();
  Leave();
}
