// MISTAKE: the thread-safe function is called, but never released. As long as it
// is open, it keeps the process alive.

#include <napi.h>

#include <chrono>
#include <thread>
#include <utility>

class DelayWorker : public Napi::AsyncWorker {
 public:
  DelayWorker(Napi::Env env, Napi::ThreadSafeFunction done, int ms)
      : Napi::AsyncWorker(env), done_(std::move(done)), ms_(ms) {}

  void Execute() override {
    std::this_thread::sleep_for(std::chrono::milliseconds(ms_));
    done_.NonBlockingCall(
        [](Napi::Env, Napi::Function callback) { callback.Call({}); });
  }

 private:
  Napi::ThreadSafeFunction done_;
  int ms_;
};

void Delay(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  int ms = info[0].As<Napi::Number>().Int32Value();
  auto done = Napi::ThreadSafeFunction::New(
      env, info[1].As<Napi::Function>(), "delay", 0, 1);
  (new DelayWorker(env, std::move(done), ms))->Queue();
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
