#include <napi.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

// Reports progress from Execute, which runs on another thread.
class CounterWorker : public Napi::AsyncProgressQueueWorker<int> {
 public:
  CounterWorker(const Napi::Function& onTick) : Napi::AsyncProgressQueueWorker<int>(onTick) {}

  void Execute(const ExecutionProgress& progress) override {
    for (int n = 1; running; n++) {
      progress.Send(&n, 1);
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    ended = true;
  }

  void OnProgress(const int* n, size_t) override {
    if (!running) return;
    Callback().Call({Napi::Number::New(Env(), *n)});
    if (Env().IsExceptionPending()) napi_fatal_exception(Env(), Env().GetAndClearPendingException().Value());
  }

  void OnOK() override {}

  std::atomic<bool> running{true};
  std::atomic<bool> ended{false};
};

Napi::Value WatchCounter(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsFunction()) {
    Napi::TypeError::New(env, "onTick must be a function").ThrowAsJavaScriptException();
    return env.Undefined();
  }
  auto* worker = new CounterWorker(info[0].As<Napi::Function>());
  worker->SuppressDestruct();
  worker->Queue();
  return Napi::Function::New(env, [worker](const Napi::CallbackInfo&) {
    worker->running = false;
    while (!worker->ended) std::this_thread::yield();
  });
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("watchCounter", Napi::Function::New(env, WatchCounter));
  return exports;
}

NODE_API_MODULE(myaddon, Init)
