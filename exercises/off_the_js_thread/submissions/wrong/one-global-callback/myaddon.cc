// MISTAKE: one reference for all calls: a later call replaces the callback of
// those that still wait.

#include <napi.h>

#include <chrono>
#include <thread>

static Napi::FunctionReference callback;

class DelayWorker : public Napi::AsyncWorker {
 public:
  DelayWorker(Napi::Env env, int ms) : Napi::AsyncWorker(env), ms_(ms) {}

  void Execute() override {
    std::this_thread::sleep_for(std::chrono::milliseconds(ms_));
  }

  void OnOK() override { callback.Call({}); }

 private:
  int ms_;
};

void Delay(const Napi::CallbackInfo& info) {
  callback = Napi::Persistent(info[1].As<Napi::Function>());
  callback.SuppressDestruct();
  (new DelayWorker(info.Env(), info[0].As<Napi::Number>().Int32Value()))->Queue();
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
