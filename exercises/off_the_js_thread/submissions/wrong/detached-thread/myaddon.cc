// MISTAKE: starts a thread of its own for every call, and the pool has no part
// in it.

#include <napi.h>

#include <chrono>
#include <thread>

void Delay(const Napi::CallbackInfo& info) {
  int ms = info[0].As<Napi::Number>().Int32Value();
  Napi::Function callback = info[1].As<Napi::Function>();
  auto done =
      Napi::ThreadSafeFunction::New(info.Env(), callback, "delay", 0, 1);

  std::thread([ms, done]() mutable {
    std::this_thread::sleep_for(std::chrono::milliseconds(ms));
    done.BlockingCall(
        [](Napi::Env, Napi::Function callback) { callback.Call({}); });
    done.Release();
  }).detach();
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
