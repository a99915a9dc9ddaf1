#include <napi.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

struct Counter {
  Napi::ThreadSafeFunction tsfn;
  std::jthread thread;  // C++20: its destructor requests the stop and joins
  bool stopped = false;

  void Stop() {
    if (stopped) return;
    stopped = true;
    thread = {};
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
                                                [counter](Napi::Env) { counter->Stop(); });
  counter->thread = std::jthread([counter = counter.get()](std::stop_token stop) {
    for (int n = 1; !stop.stop_requested(); n++) {
      auto status = counter->tsfn.BlockingCall([counter, n](Napi::Env env, Napi::Function onTick) {
        if (counter->stopped) return;
        onTick.Call({Napi::Number::New(env, n)});
        if (env.IsExceptionPending()) napi_fatal_exception(env, env.GetAndClearPendingException().Value());
      });
      if (status != napi_ok) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  });
  return Napi::Function::New(env, [counter](const Napi::CallbackInfo&) {
    if (counter->stopped) return;
    counter->Stop();
    counter->tsfn.Release();
  });
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("watchCounter", Napi::Function::New(env, WatchCounter));
  return exports;
}

NODE_API_MODULE(myaddon, Init)
