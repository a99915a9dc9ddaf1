#include "delay.h"

#include <chrono>
#include <thread>

// One delay. It waits on a thread of libuv's pool.
class DelayWorker : public Napi::AsyncWorker {
 public:
  DelayWorker(const Napi::Function& callback, int ms)
      : Napi::AsyncWorker(callback), ms_(ms) {}

  // Runs on a pool thread.
  void Execute() override {
    std::this_thread::sleep_for(std::chrono::milliseconds(ms_));
  }

  // Runs on the JS thread, even if its environment is about to end.
  void OnOK() override { Callback().Call({}); }

 private:
  int ms_;
};

// delay(ms, callback): calls callback after at least ms milliseconds. The JS
// thread stays free in the meantime.
void Delay(const Napi::CallbackInfo& info) {
  int ms = info[0].As<Napi::Number>().Int32Value();
  Napi::Function callback = info[1].As<Napi::Function>();
  DelayWorker* worker = new DelayWorker(callback, ms);
  worker->Queue();
}
