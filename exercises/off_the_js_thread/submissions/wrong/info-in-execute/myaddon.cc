// MISTAKE: info, and what it refers to, is gone when Execute runs.

#include <napi.h>

#include <chrono>
#include <thread>

class DelayWorker : public Napi::AsyncWorker {
 public:
  DelayWorker(const Napi::CallbackInfo& info)
      : Napi::AsyncWorker(info[1].As<Napi::Function>()), info_(info) {}

  void Execute() override {
    int ms = info_[0].As<Napi::Number>().Int32Value();
    std::this_thread::sleep_for(std::chrono::milliseconds(ms));
  }

  void OnOK() override { Callback().Call({}); }

 private:
  const Napi::CallbackInfo& info_;
};

void Delay(const Napi::CallbackInfo& info) { (new DelayWorker(info))->Queue(); }

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
