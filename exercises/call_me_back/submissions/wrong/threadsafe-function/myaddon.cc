#include <napi.h>

#include <chrono>
#include <thread>

void Delay(const Napi::CallbackInfo& info) {
  int ms = info[0].As<Napi::Number>().Int32Value();
  auto callback = Napi::ThreadSafeFunction::New(
      info.Env(), info[1].As<Napi::Function>(), "delay", 0, 1);
  std::thread([ms, callback] {
    std::this_thread::sleep_for(std::chrono::milliseconds(ms));
    callback.BlockingCall([](Napi::Env, Napi::Function f) { f.Call({}); });
    callback.Release();
  }).detach();
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
