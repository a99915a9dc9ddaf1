#include <napi.h>

#include <chrono>
#include <string>
#include <thread>

// Makes names for timers. The JavaScript extends it.
class Namer : public Napi::ObjectWrap<Namer> {
 public:
  static Napi::Function Define(Napi::Env env) {
    return DefineClass(env, "Namer", {InstanceMethod<&Namer::Name>("name")});
  }

  explicit Namer(const Napi::CallbackInfo& info) : Napi::ObjectWrap<Namer>(info) {}

 private:
  Napi::Value Name(const Napi::CallbackInfo& info) {
    return Napi::String::New(info.Env(), "timer " + std::to_string(++count_));
  }

  int count_ = 0;
};

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

// setUp(options): what the JavaScript does first.
Napi::Value SetUp(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), info[0].IsObject());
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("Namer", Namer::Define(env));
  exports.Set("setUp", Napi::Function::New(env, SetUp));
  exports.Set("delay", Napi::Function::New(env, Delay));
  exports.Set("version", Napi::String::New(env, "1.2.3"));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
