// Without C++ exceptions: a JavaScript exception is made pending, then the
// function returns.

#include <napi.h>

#include <chrono>
#include <thread>

class DelayWorker final : public Napi::AsyncWorker {
 public:
  DelayWorker(Napi::Env env, double ms)
      : Napi::AsyncWorker(env, "DelayWorker"), ms_(ms) {}

  void CallBack(const Napi::Function& callback) {
    callback_ = Napi::Persistent(callback);
    Queue();
  }

 protected:
  void Execute() override {
    std::this_thread::sleep_for(
        std::chrono::duration<double, std::milli>(ms_));
  }

  void OnOK() override {
    callback_.MakeCallback(Env().Global(), std::initializer_list<napi_value>{});
  }

 private:
  double ms_;
  Napi::FunctionReference callback_;
};

Napi::Value Delay(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (info.Length() < 2 || !info[0].IsNumber() || !info[1].IsFunction()) {
    Napi::TypeError::New(env, "delay(ms, callback)")
        .ThrowAsJavaScriptException();
    return env.Undefined();
  }
  auto* worker =
      new DelayWorker(env, info[0].As<Napi::Number>().DoubleValue());
  worker->CallBack(info[1].As<Napi::Function>());
  return env.Undefined();
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set(Napi::String::New(env, "delay"), Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
