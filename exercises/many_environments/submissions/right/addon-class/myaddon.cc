#include <napi.h>

#include <chrono>
#include <thread>

class Wait : public Napi::AsyncWorker {
 public:
  Wait(Napi::Function callback, int ms)
      : Napi::AsyncWorker(callback), ms_(ms) {}
  void Execute() override {
    std::this_thread::sleep_for(std::chrono::milliseconds(ms_));
  }

 private:
  int ms_;
};

class MyAddon : public Napi::Addon<MyAddon> {
 public:
  MyAddon(Napi::Env, Napi::Object exports) {
    DefineAddon(exports, {
                             InstanceMethod("remember", &MyAddon::Remember),
                             InstanceMethod("recall", &MyAddon::Recall),
                             InstanceMethod("delay", &MyAddon::Delay),
                         });
  }

 private:
  Napi::Value Remember(const Napi::CallbackInfo& info) {
    last_ = Napi::Persistent(info[0].As<Napi::Object>());
    return Napi::Number::New(info.Env(), ++count_);
  }

  Napi::Value Recall(const Napi::CallbackInfo& info) {
    return last_.IsEmpty() ? info.Env().Undefined() : last_.Value();
  }

  void Delay(const Napi::CallbackInfo& info) {
    (new Wait(info[1].As<Napi::Function>(),
              info[0].As<Napi::Number>().Int32Value()))
        ->Queue();
  }

  int count_ = 0;
  Napi::ObjectReference last_;
};

NODE_API_ADDON(MyAddon)
