// MISTAKE: one call deeper for every microsecond, with a buffer in each.

#include <napi.h>

#include <chrono>
#include <thread>

class DelayWorker : public Napi::AsyncWorker {
 public:
  DelayWorker(const Napi::Function& callback, int ms)
      : Napi::AsyncWorker(callback), ms_(ms) {}

  void Execute() override {
    Wait(1000L * ms_);
  }

  void OnOK() override {
    Callback().Call({});
  }

 private:
  int ms_;
  int Wait(long us) {
    volatile char log[4096] = {};
    log[us % 4096] = 1;
    if (us == 0) return 0;
    std::this_thread::sleep_for(std::chrono::microseconds(1));
    return Wait(us - 1) + log[us % 4096];
  }
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
