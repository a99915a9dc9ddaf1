// The add-on as a class: one instance for each environment that loads it.

#include <napi.h>

#include <chrono>
#include <thread>

class MyAddon : public Napi::Addon<MyAddon> {
 public:
  MyAddon(Napi::Env env, Napi::Object exports) {
    DefineAddon(exports, {InstanceMethod("delay", &MyAddon::Delay),
                          InstanceAccessor<&MyAddon::Calls>("calls")});
  }

 private:
  class Worker : public Napi::AsyncWorker {
   public:
    Worker(MyAddon* addon, const Napi::Function& callback, uint32_t ms)
        : Napi::AsyncWorker(callback), addon_(addon), ms_(ms) {}

    void Execute() override {
      std::this_thread::sleep_for(std::chrono::milliseconds(ms_));
    }

    void OnOK() override {
      addon_->calls_++;
      Callback().Call({});
    }

   private:
    MyAddon* addon_;
    uint32_t ms_;
  };

  void Delay(const Napi::CallbackInfo& info) {
    uint32_t ms = info[0].ToNumber().Uint32Value();
    auto* worker = new Worker(this, info[1].As<Napi::Function>(), ms);
    worker->Queue();
  }

  Napi::Value Calls(const Napi::CallbackInfo& info) {
    return Napi::Number::New(info.Env(), calls_);
  }

  uint32_t calls_ = 0;
};

NODE_API_ADDON(MyAddon)
