#include <napi.h>

#include <chrono>
#include <thread>

static int delay_ms;

class DelayWorker : public Napi::AsyncWorker {
 public:
  explicit DelayWorker(const Napi::Function& callback) : Napi::AsyncWorker(callback) {}
  void Execute() override { std::this_thread::sleep_for(std::chrono::milliseconds(delay_ms)); }
  void OnOK() override { Callback().Call({}); }
};

void Delay(const Napi::CallbackInfo& info) {
  delay_ms = info[0].As<Napi::Number>().Int32Value();
  auto* worker = new DelayWorker(info[1].As<Napi::Function>());
  worker->Queue();
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
