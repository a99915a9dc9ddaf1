#include <napi.h>

#include <chrono>
#include <thread>

using namespace std::chrono_literals;

void Delay(const Napi::CallbackInfo& info) {
  const auto wake = std::chrono::steady_clock::now() +
                    info[0].As<Napi::Number>().Int64Value() * 1ms;
  std::this_thread::sleep_until(wake);
  info[1].As<Napi::Function>()({});
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
