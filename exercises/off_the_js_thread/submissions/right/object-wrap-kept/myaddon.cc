// A Timer object for each call, which knows its callback; a worker does the waiting for it.

#include <napi.h>

#include <chrono>
#include <thread>

class Timer : public Napi::ObjectWrap<Timer> {
 public:
  static Napi::Function Define(Napi::Env env) {
    return DefineClass(env, "Timer", {});
  }

  explicit Timer(const Napi::CallbackInfo& info)
      : Napi::ObjectWrap<Timer>(info) {
    ms = info[0].As<Napi::Number>().Int32Value();
    callback = Napi::Persistent(info[1].As<Napi::Function>());
  }

  int ms;
  Napi::FunctionReference callback;
};

class TimerWorker : public Napi::AsyncWorker {
 public:
  TimerWorker(Napi::Env env, Timer* timer) : Napi::AsyncWorker(env), timer_(timer) {}

  void Execute() override {
    std::this_thread::sleep_for(std::chrono::milliseconds(timer_->ms));
  }

  void OnOK() override {
    timer_->callback.Call({});
    timer_->Unref();
  }

 private:
  Timer* timer_;
};

struct Data {
  Napi::FunctionReference timer;
};

void Delay(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  Napi::Object timer = env.GetInstanceData<Data>()->timer.New({info[0], info[1]});
  Timer* native = Timer::Unwrap(timer);
  native->Ref();  // until the worker has called back
  (new TimerWorker(env, native))->Queue();
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  env.SetInstanceData(new Data{Napi::Persistent(Timer::Define(env))});
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
