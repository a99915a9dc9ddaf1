#include <napi.h>

#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <thread>

// std::async starts a thread, and the future joins it.
struct Counter {
  std::atomic<bool> running{true};
  Napi::ThreadSafeFunction tsfn;
  std::future<int> last;
};

Napi::Value WatchCounter(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsFunction()) {
    Napi::TypeError::New(env, "onTick must be a function").ThrowAsJavaScriptException();
    return env.Undefined();
  }
  auto counter = std::make_shared<Counter>();
  counter->tsfn = Napi::ThreadSafeFunction::New(env, info[0].As<Napi::Function>(), "counter", 0, 1, [counter](Napi::Env) {
    counter->running = false;
    if (counter->last.valid()) counter->last.get();
  });
  Counter* raw = counter.get();
  counter->last = std::async(std::launch::async, [raw] {
    int n = 0;
    auto next = std::chrono::steady_clock::now();
    while (raw->running) {
      n++;
      auto tick = [raw, n](Napi::Env env, Napi::Function onTick) {
        if (!raw->running) return;
        onTick.Call({Napi::Number::New(env, n)});
        if (env.IsExceptionPending()) napi_fatal_exception(env, env.GetAndClearPendingException().Value());
      };
      if (raw->tsfn.BlockingCall(tick) != napi_ok) break;
      std::this_thread::sleep_until(next += std::chrono::milliseconds(5));
    }
    return n;
  });
  return Napi::Function::New(env, [counter](const Napi::CallbackInfo&) {
    if (!counter->last.valid()) return;
    counter->running = false;
    counter->last.get();
    counter->tsfn.Release();
  });
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("watchCounter", Napi::Function::New(env, WatchCounter));
  return exports;
}

NODE_API_MODULE(myaddon, Init)
