// A worker that could report progress, and ends like any other.

#include <napi.h>

#include <chrono>
#include <thread>

class DelayWorker : public Napi::AsyncProgressWorker<int> {
 public:
  DelayWorker(const Napi::Function& callback, int ms)
      : Napi::AsyncProgressWorker<int>(callback), ms_(ms) {}

  void Execute(const ExecutionProgress& progress) override {
    for (int quarter = 1; quarter <= 4; quarter++) {
      // Rounded up: four quarters make at least the whole
      std::this_thread::sleep_for(std::chrono::milliseconds((ms_ + 3) / 4));
      progress.Send(&quarter, 1);
    }
  }

  void OnProgress(const int* quarters, size_t count) override {
    if (count > 0) quarters_ = quarters[count - 1];
  }

  void OnOK() override { Callback().Call({}); }

 private:
  int ms_;
  int quarters_ = 0;
};

void Delay(const Napi::CallbackInfo& info) {
  int ms = info[0].As<Napi::Number>().Int32Value();
  (new DelayWorker(info[1].As<Napi::Function>(), ms))->Queue();
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
