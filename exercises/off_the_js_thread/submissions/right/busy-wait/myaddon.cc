// Work need not be sleep: this thread of the pool counts until time is up.

#include <napi.h>

#include <chrono>
#include <cstdint>

class DelayWorker : public Napi::AsyncWorker {
 public:
  DelayWorker(const Napi::Function& callback, int ms)
      : Napi::AsyncWorker(callback), ms_(ms) {}

  void Execute() override {
    auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(ms_);
    while (std::chrono::steady_clock::now() < end) {
      rounds_++;
    }
  }

  void OnOK() override {
    Callback().Call({});
  }

 private:
  int ms_;
  uint64_t rounds_ = 0;
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
