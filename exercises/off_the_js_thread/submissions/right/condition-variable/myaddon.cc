// Waits for a condition variable that nobody notifies.

#include <napi.h>

#include <chrono>
#include <condition_variable>
#include <mutex>

class DelayWorker : public Napi::AsyncWorker {
 public:
  DelayWorker(const Napi::Function& callback, int ms)
      : Napi::AsyncWorker(callback), ms_(ms) {}

  void Execute() override {
    std::mutex mutex;
    std::condition_variable never;
    std::unique_lock<std::mutex> lock(mutex);
    auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(ms_);
    // The condition guards against waking up too early.
    never.wait_until(lock, end, [] { return false; });
  }

  void OnOK() override {
    Callback().Call({});
  }

 private:
  int ms_;
};

void Delay(const Napi::CallbackInfo& info) {
  int ms = info[0].As<Napi::Number>().Int32Value();
  Napi::Function callback = info[1].As<Napi::Function>();
  (new DelayWorker(callback, ms))->Queue();
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
