#include <napi.h>

#include <chrono>
#include <memory>
#include <thread>

// The function that makes error objects: looked up once, used by all.
static std::unique_ptr<Napi::FunctionReference> make_error;

class DelayWorker : public Napi::AsyncWorker {
 public:
  DelayWorker(const Napi::Function& callback, int ms)
      : Napi::AsyncWorker(callback), ms_(ms) {}

  void Execute() override {
    std::this_thread::sleep_for(std::chrono::milliseconds(ms_));
  }

  void OnOK() override { Callback().Call({}); }

  void OnError(const Napi::Error&) override {
    Callback().Call({make_error->New({})});
  }

 private:
  int ms_;
};

void Delay(const Napi::CallbackInfo& info) {
  int ms = info[0].As<Napi::Number>().Int32Value();
  (new DelayWorker(info[1].As<Napi::Function>(), ms))->Queue();
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  make_error = std::make_unique<Napi::FunctionReference>(
      Napi::Persistent(env.Global().Get("Error").As<Napi::Function>()));
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
