#include <napi.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <thread>

struct Sensor {
  uint32_t count = 0;
  std::atomic<bool> running{true};
  uint32_t dropped = 0;
  bool closed = false;
  std::mutex lock;
  uint32_t delivered = 0;
  Napi::ThreadSafeFunction tsfn;
  Napi::FunctionReference onEnd;
  std::thread thread;
};

void ReportError(Napi::Env env) {
  if (!env.IsExceptionPending()) return;
  Napi::Error error = env.GetAndClearPendingException();
  napi_fatal_exception(env, error.Value());
}

void Produce(Sensor* sensor) {
  std::lock_guard<std::mutex> guard(sensor->lock);
  for (uint32_t n = 0; n < sensor->count && sensor->running; n++) {
    napi_status status = sensor->tsfn.NonBlockingCall([sensor, n](Napi::Env env, Napi::Function onReading) {
      {
        std::lock_guard<std::mutex> guard(sensor->lock);
        sensor->delivered++;
      }
      onReading.Call({Napi::Number::New(env, n)});
      ReportError(env);
    });
    if (status == napi_queue_full) {
      sensor->dropped++;
    } else if (status != napi_ok) {
      sensor->closed = true;
      return;
    }
  }
  sensor->tsfn.Release();
}

void EndSensor(Napi::Env env, Sensor* sensor) {
  sensor->running = false;
  sensor->thread.join();
  if (!sensor->closed) {
    Napi::Object totals = Napi::Object::New(env);
    totals.Set("delivered", sensor->delivered);
    totals.Set("dropped", sensor->dropped);
    sensor->onEnd.Call({totals});
    ReportError(env);
  }
  sensor->onEnd.Reset();
}

Napi::Value ReadSensor(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsNumber() || !info[1].IsFunction() || !info[2].IsFunction()) {
    Napi::TypeError::New(env, "a number and two functions are expected").ThrowAsJavaScriptException();
    return env.Undefined();
  }
  auto sensor = std::make_shared<Sensor>();
  sensor->count = info[0].As<Napi::Number>().Uint32Value();
  sensor->onEnd = Napi::Persistent(info[2].As<Napi::Function>());
  sensor->tsfn = Napi::ThreadSafeFunction::New(env, info[1].As<Napi::Function>(), "readSensor", 64, 1,
                                               [sensor](Napi::Env env) { EndSensor(env, sensor.get()); });
  sensor->thread = std::thread(Produce, sensor.get());
  return Napi::Function::New(env, [sensor](const Napi::CallbackInfo&) { sensor->running = false; });
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("readSensor", Napi::Function::New(env, ReadSensor));
  return exports;
}

NODE_API_MODULE(myaddon, Init)
