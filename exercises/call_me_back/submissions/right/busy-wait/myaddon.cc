#include <napi.h>

#include <chrono>

using Clock = std::chrono::steady_clock;

// Looks at the clock until it is time.
Napi::Value Delay(const Napi::CallbackInfo& info) {
  const double ms = info[0].ToNumber().DoubleValue();
  const auto end = Clock::now() + std::chrono::duration<double, std::milli>(ms);
  while (Clock::now() < end) {
  }
  return info[1].As<Napi::Function>().Call(info.Env().Global(), {});
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
