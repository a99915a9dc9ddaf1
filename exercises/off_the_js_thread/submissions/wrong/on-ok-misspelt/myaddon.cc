#include <napi.h>

#include <chrono>
#include <thread>

class DelayWorker : public Napi::AsyncWorker {
 public:
  DelayWorker(Napi::Function callback, int ms)
      : Napi::AsyncWorker(callback.Env()), callback_(Napi::Persistent(callback)), ms_(ms) {}

  void Execute() override { std::this_thread::sleep_for(std::chrono::milliseconds(ms_)); }

  void OnOk() { callback_.Call({}); }

 private:
  Napi::FunctionReference callback_;
  int ms_;
};

void Delay(const Napi::CallbackInfo& info) {
  int ms = info[0].As<Napi::Number>().Int32Value();
  auto* worker = new DelayWorker(info[1].As<Napi::Function>(), ms);
  worker->Queue();
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
