// MISTAKE: reads a JavaScript value on a thread of the pool.

#include <napi.h>

#include <chrono>
#include <thread>

class DelayWorker : public Napi::AsyncWorker {
 public:
  DelayWorker(const Napi::Object& options, const Napi::Function& callback)
      : Napi::AsyncWorker(options, callback) {}

  void Execute() override {
    Napi::HandleScope scope(Env());
    int ms = Receiver().Get("ms").As<Napi::Number>().Int32Value();
    std::this_thread::sleep_for(std::chrono::milliseconds(ms));
  }

  void OnOK() override {
    Callback().Call({});
  }
};

void Delay(const Napi::CallbackInfo& info) {
  Napi::Object options = Napi::Object::New(info.Env());
  options.Set("ms", info[0]);
  (new DelayWorker(options, info[1].As<Napi::Function>()))->Queue();
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
