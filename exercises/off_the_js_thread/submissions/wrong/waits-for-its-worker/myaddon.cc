// MISTAKE: the work is on the pool, but the JS thread waits until it is done.

#include <napi.h>

#include <chrono>
#include <future>
#include <thread>

class DelayWorker : public Napi::AsyncWorker {
 public:
  DelayWorker(const Napi::Function& callback, int ms)
      : Napi::AsyncWorker(callback), ms_(ms) {}

  void Execute() override {
    std::this_thread::sleep_for(std::chrono::milliseconds(ms_));
    done_.set_value();
  }

  void OnOK() override {
    Callback().Call({});
  }

  void Wait() { done_.get_future().get(); }

 private:
  int ms_;
  std::promise<void> done_;
};

void Delay(const Napi::CallbackInfo& info) {
  int ms = info[0].As<Napi::Number>().Int32Value();
  Napi::Function callback = info[1].As<Napi::Function>();
  auto* worker = new DelayWorker(callback, ms);
  worker->Queue();
  worker->Wait();
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
