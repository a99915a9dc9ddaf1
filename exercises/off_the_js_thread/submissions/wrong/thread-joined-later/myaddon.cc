// MISTAKE: starts a thread of its own and joins it when it is done, all very
// orderly, but not on the pool.

#include <napi.h>

#include <chrono>
#include <thread>

struct Delay {
  std::thread thread;
  Napi::ThreadSafeFunction done;
};

void StartDelay(const Napi::CallbackInfo& info) {
  int ms = info[0].As<Napi::Number>().Int32Value();
  auto* delay = new Delay();
  delay->done = Napi::ThreadSafeFunction::New(
      info.Env(), info[1].As<Napi::Function>(), "delay", 0, 1,
      [delay](Napi::Env) {
        delay->thread.join();
        delete delay;
      });
  delay->thread = std::thread([delay, ms] {
    std::this_thread::sleep_for(std::chrono::milliseconds(ms));
    delay->done.BlockingCall(
        [](Napi::Env, Napi::Function callback) { callback.Call({}); });
    delay->done.Release();
  });
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Napi::Function::New(env, StartDelay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
