#include <napi.h>

#include <chrono>
#include <future>
#include <thread>

void Delay(const Napi::CallbackInfo& info) {
  int ms = info[0].As<Napi::Number>().Int32Value();
  std::promise<void> called;
  auto function = Napi::ThreadSafeFunction::New(
      info.Env(), info[1].As<Napi::Function>(), "delay", 0, 1);

  std::thread thread([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(ms));
    function.BlockingCall([&](Napi::Env, Napi::Function callback) {
      callback.Call({});
      called.set_value();
    });
    function.Release();
  });
  called.get_future().wait();  // so that the thread can be joined
  thread.join();
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
