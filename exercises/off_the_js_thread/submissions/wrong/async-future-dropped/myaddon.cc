// MISTAKE: nothing keeps the future, so it is destroyed at the end of the
// statement, and its destructor waits.

#include <napi.h>

#include <chrono>
#include <future>
#include <thread>

void Delay(const Napi::CallbackInfo& info) {
  int ms = info[0].As<Napi::Number>().Int32Value();
  auto done = Napi::ThreadSafeFunction::New(
      info.Env(), info[1].As<Napi::Function>(), "delay", 0, 1);

  std::async(std::launch::async, [ms, done]() mutable {
    std::this_thread::sleep_for(std::chrono::milliseconds(ms));
    done.NonBlockingCall(
        [](Napi::Env, Napi::Function callback) { callback.Call({}); });
    done.Release();
  });
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
