// MISTAKE: the name ends in .c, the text is C++.

#include <napi.h>

#include <chrono>
#include <thread>

// One delay: its waiting happens on a thread of libuv's pool.
class DelayWorker : public Napi::AsyncWorker {
 public:
  DelayWorker(const Napi::Function& callback, int ms)
      : Napi::AsyncWorker(callback), ms_(ms) {}

  // On a pool thread.
  void Execute() override {
    std::this_thread::sleep_for(std::chrono::milliseconds(ms_));
  }

  // On the JS thread again.
  void OnOK() override { Callback().Call({}); }

 private:
  int ms_;
};

// delay(ms, callback): calls callback after at least ms milliseconds, and
// leaves the JS thread free meanwhile.
void Delay(const Napi::CallbackInfo& info) {
  int ms = info[0].As<Napi::Number>().Int32Value();
  Napi::Function callback = info[1].As<Napi::Function>();
  DelayWorker* worker = new DelayWorker(callback, ms);
  worker->Queue();
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
