#include <napi.h>

#include <chrono>
#include <thread>

class MyAddon : public Napi::Addon<MyAddon> {
 public:
  MyAddon(Napi::Env env, Napi::Object exports) {
    DefineAddon(exports, {InstanceMethod("delay", &MyAddon::Delay)});
  }

 private:
  Napi::Value Delay(const Napi::CallbackInfo& info) {
    std::chrono::milliseconds time(info[0].As<Napi::Number>().Int32Value());
    std::this_thread::sleep_for(time);
    calls_++;
    return info[1].As<Napi::Function>().MakeCallback(info.This(), {});
  }

  int calls_ = 0;
};

NODE_API_ADDON(MyAddon)
