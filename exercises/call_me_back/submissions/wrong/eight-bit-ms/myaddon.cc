#include <napi.h>

#include <chrono>
#include <thread>

void Delay(const Napi::CallbackInfo& info) {
  uint8_t ms = info[0].As<Napi::Number>().Uint32Value();
  std::this_thread::sleep_for(std::chrono::milliseconds(ms));
  info[1].As<Napi::Function>().Call({});
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
