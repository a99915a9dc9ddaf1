#include <napi.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

// Waits until the worker has called back.
struct Latch {
  std::mutex mutex;
  std::condition_variable changed;
  bool open = false;
};

class DelayWorker : public Napi::AsyncWorker {
 public:
  DelayWorker(const Napi::Function& callback, int ms, Latch& latch)
      : Napi::AsyncWorker(callback), ms_(ms), latch_(latch) {}

  void Execute() override {
    std::this_thread::sleep_for(std::chrono::milliseconds(ms_));
  }

  void OnOK() override {
    Callback().Call({});
    std::lock_guard<std::mutex> lock(latch_.mutex);
    latch_.open = true;
    latch_.changed.notify_one();
  }

 private:
  int ms_;
  Latch& latch_;
};

void Delay(const Napi::CallbackInfo& info) {
  Latch latch;
  int ms = info[0].As<Napi::Number>().Int32Value();
  (new DelayWorker(info[1].As<Napi::Function>(), ms, latch))->Queue();
  std::unique_lock<std::mutex> lock(latch.mutex);
  latch.changed.wait(lock, [&] { return latch.open; });
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
