#include <napi.h>

#include <chrono>
#include <thread>

// Another thread sleeps, and this one waits for it: it stands still all the same.
void Delay(const Napi::CallbackInfo& info) {
  const int ms = info[0].As<Napi::Number>().Int32Value();
  std::thread sleeper([ms] {
    std::this_thread::sleep_for(std::chrono::milliseconds(ms));
  });
  sleeper.join();
  info[1].As<Napi::Function>().Call({});
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
