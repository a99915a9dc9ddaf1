// The shortest way: Napi::AsyncWorker's own OnOK() calls the callback, and
// without a GetResult() of ours it passes no arguments.

#include <napi.h>

#include <chrono>
#include <thread>

struct DelayWorker : Napi::AsyncWorker {
  DelayWorker(const Napi::Function& callback, int64_t ms)
      : Napi::AsyncWorker(callback), duration(ms) {}

  void Execute() override { std::this_thread::sleep_for(duration); }

  std::chrono::milliseconds duration;
};

static void Delay(const Napi::CallbackInfo& info) {
  (new DelayWorker(info[1].As<Napi::Function>(),
                   info[0].As<Napi::Number>().Int64Value()))
      ->Queue();
}

static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports["delay"] = Napi::Function::New(env, Delay, "delay");
  return exports;
}

NODE_API_MODULE(myaddon, Init)
