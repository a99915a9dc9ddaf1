// MISTAKE: done is never set, so OnOK blocks the JS thread for ever.

#include <napi.h>

#include <chrono>
#include <thread>

class DelayWorker : public Napi::AsyncWorker {
 public:
  DelayWorker(const Napi::Function& callback, int ms)
      : Napi::AsyncWorker(callback), ms_(ms) {}

  void Execute() override {
    std::this_thread::sleep_for(std::chrono::milliseconds(ms_));
  }

  void OnOK() override {
    while (!done_) {
      std::this_thread::yield();
    }
    Callback().Call({});
  }

 private:
  int ms_;
  volatile bool done_ = false;
};

void Delay(const Napi::CallbackInfo& info) {
  int ms = info[0].As<Napi::Number>().Int32Value();
  Napi::Function callback = info[1].As<Napi::Function>();
  (new DelayWorker(callback, ms))->Queue();
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
