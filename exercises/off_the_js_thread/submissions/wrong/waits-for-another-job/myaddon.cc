// The work in two parts: one waits, the other knows when it is over.

#include <napi.h>

#include <chrono>
#include <future>
#include <memory>
#include <thread>

using Signal = std::shared_ptr<std::promise<void>>;

class Sleeper : public Napi::AsyncWorker {
 public:
  Sleeper(Napi::Env env, int ms, Signal over)
      : Napi::AsyncWorker(env, "sleeper"), ms_(ms), over_(over) {}

  void Execute() override {
    std::this_thread::sleep_for(std::chrono::milliseconds(ms_));
    over_->set_value();
  }

 private:
  int ms_;
  Signal over_;
};

class Notifier : public Napi::AsyncWorker {
 public:
  Notifier(const Napi::Function& callback, Signal over)
      : Napi::AsyncWorker(callback), over_(over) {}

  void Execute() override { over_->get_future().wait(); }

  void OnOK() override { Callback().Call({}); }

 private:
  Signal over_;
};

void Delay(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  int ms = info[0].As<Napi::Number>().Int32Value();
  Signal over = std::make_shared<std::promise<void>>();
  (new Notifier(info[1].As<Napi::Function>(), over))->Queue();
  (new Sleeper(env, ms, over))->Queue();
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
