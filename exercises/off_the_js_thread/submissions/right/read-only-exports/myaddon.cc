#include <napi.h>

#include <chrono>
#include <thread>

class DelayWorker : public Napi::AsyncWorker {
 public:
  DelayWorker(const Napi::Function& callback, int ms) : Napi::AsyncWorker(callback), ms_(ms) {}

  void Execute() override { std::this_thread::sleep_for(std::chrono::milliseconds(ms_)); }

 private:
  int ms_;
};

void Delay(const Napi::CallbackInfo& info) {
  int ms = info[0].As<Napi::Number>().Int32Value();
  (new DelayWorker(info[1].As<Napi::Function>(), ms))->Queue();
}

Napi::Value Unit(const Napi::CallbackInfo& info) {
  return Napi::String::New(info.Env(), "ms");
}

// Without attributes, these properties can neither be changed nor listed.
Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.DefineProperties({
      Napi::PropertyDescriptor::Function(env, exports, "delay", Delay, napi_enumerable),
      Napi::PropertyDescriptor::Function(env, exports, "unit", Unit),
  });
  exports.Freeze();
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
