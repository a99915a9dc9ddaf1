#include <napi.h>

#include <chrono>
#include <condition_variable>
#include <mutex>

// Waits for a signal that nobody gives.
static bool WaitFor(std::chrono::milliseconds time) {
  std::mutex mutex;
  std::condition_variable never;
  std::unique_lock<std::mutex> lock(mutex);
  return never.wait_for(lock, time, [] { return false; });
}

Napi::Value Delay(const Napi::CallbackInfo& info) {
  uint32_t ms = info[0].As<Napi::Number>();
  WaitFor(std::chrono::milliseconds(ms));
  info[1].As<Napi::Function>().Call(std::initializer_list<napi_value>{});
  return info.Env().Undefined();
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
