#include <napi.h>

#include <atomic>
#include <chrono>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>

// The numbers wait in a queue of our own. A call only says that there are some.
class Numbers {
 public:
  void Add(int n) {
    std::lock_guard<std::mutex> lock(mutex_);
    numbers_.push_back(n);
  }

  bool Take(int* n) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (numbers_.empty()) return false;
    *n = numbers_.front();
    numbers_.pop_front();
    return true;
  }

 private:
  std::mutex mutex_;
  std::deque<int> numbers_;
};

struct Counter : std::enable_shared_from_this<Counter> {
  Numbers numbers;
  std::atomic<bool> running{true};
  Napi::ThreadSafeFunction tsfn;
  std::thread thread;

  void Run() {
    for (int n = 1; running; n++) {
      numbers.Add(n);
      if (tsfn.NonBlockingCall([this](Napi::Env env, Napi::Function onTick) { Deliver(env, onTick); }) != napi_ok) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }

  void Deliver(Napi::Env env, Napi::Function onTick) {
    int n = 0;
    while (running && numbers.Take(&n)) {
      Napi::HandleScope scope(env);
      onTick.Call({Napi::Number::New(env, n)});
      if (env.IsExceptionPending()) napi_fatal_exception(env, env.GetAndClearPendingException().Value());
    }
  }

  void End() {
    running = false;
    if (thread.joinable()) thread.join();
  }
};

Napi::Value WatchCounter(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsFunction()) {
    Napi::TypeError::New(env, "onTick must be a function").ThrowAsJavaScriptException();
    return env.Undefined();
  }
  auto counter = std::make_shared<Counter>();
  counter->tsfn = Napi::ThreadSafeFunction::New(env, info[0].As<Napi::Function>(), "counter", 0, 1,
                                                [counter](Napi::Env) { counter->End(); });
  counter->thread = std::thread(&Counter::Run, counter.get());
  return Napi::Function::New(env, [counter](const Napi::CallbackInfo&) {
    if (!counter->thread.joinable()) return;
    counter->End();
    counter->tsfn.Release();
  });
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("watchCounter", Napi::Function::New(env, WatchCounter));
  return exports;
}

NODE_API_MODULE(myaddon, Init)
