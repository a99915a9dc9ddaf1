#include <napi.h>

#include <atomic>
#include <cstdint>
#include <memory>

class SensorWorker : public Napi::AsyncProgressWorker<uint32_t> {
 public:
  SensorWorker(const Napi::Function& onReading, const Napi::Function& onEnd, uint32_t count)
      : Napi::AsyncProgressWorker<uint32_t>(onEnd), onReading_(Napi::Persistent(onReading)), count_(count) {}

  void Execute(const ExecutionProgress& progress) override {
    for (produced_ = 0; produced_ < count_ && !*stopped; produced_++) progress.Send(&produced_, 1);
  }

  void OnProgress(const uint32_t* n, size_t) override {
    if (n == nullptr) return;
    delivered_++;
    onReading_.Call({Napi::Number::New(Env(), *n)});
    if (Env().IsExceptionPending()) napi_fatal_exception(Env(), Env().GetAndClearPendingException().Value());
  }

  void OnOK() override {
    Napi::Object totals = Napi::Object::New(Env());
    totals.Set("delivered", delivered_);
    totals.Set("dropped", produced_ - delivered_);
    Callback().Call({totals});
  }

  std::shared_ptr<std::atomic<bool>> stopped = std::make_shared<std::atomic<bool>>(false);

 private:
  Napi::FunctionReference onReading_;
  uint32_t count_;
  uint32_t produced_ = 0;
  uint32_t delivered_ = 0;
};

Napi::Value ReadSensor(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsNumber() || !info[1].IsFunction() || !info[2].IsFunction()) {
    Napi::TypeError::New(env, "a number and two functions are expected").ThrowAsJavaScriptException();
    return env.Undefined();
  }
  auto* worker = new SensorWorker(info[1].As<Napi::Function>(), info[2].As<Napi::Function>(),
                                  info[0].As<Napi::Number>().Uint32Value());
  auto stopped = worker->stopped;
  worker->Queue();
  return Napi::Function::New(env, [stopped](const Napi::CallbackInfo&) { *stopped = true; });
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("readSensor", Napi::Function::New(env, ReadSensor));
  return exports;
}

NODE_API_MODULE(myaddon, Init)
