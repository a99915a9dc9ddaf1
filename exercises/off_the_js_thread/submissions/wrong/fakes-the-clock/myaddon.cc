// MISTAKE: does not wait; index.js puts the clocks forward instead.

#include <napi.h>

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
  Napi::Function callback = info[1].As<Napi::Function>();
  (new DelayWorker(callback))->Queue();
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
