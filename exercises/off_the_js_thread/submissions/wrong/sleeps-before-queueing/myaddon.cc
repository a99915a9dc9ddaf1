// MISTAKE: sleeps on the JS thread, and then queues work that does nothing.

#include <napi.h>

#include <chrono>
#include <thread>

class DelayWorker : public Napi::AsyncWorker {
 public:
  explicit DelayWorker(const Napi::Function& callback)
      : Napi::AsyncWorker(callback) {}

  void Execute() override {}

  void OnOK() override {
    Callback().Call({});
  }
};

void Delay(const Napi::CallbackInfo& info) {
  int ms = info[0].As<Napi::Number>().Int32Value();
  Napi::Function callback = info[1].As<Napi::Function>();
  std::this_thread::sleep_for(std::chrono::milliseconds(ms));
  (new DelayWorker(callback))->Queue();
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
