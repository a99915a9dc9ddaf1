#include <napi.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>
#include <uv.h>

struct Counter {
  uv_work_t work;
  std::atomic<bool> running{true};
  std::atomic<bool> ended{false};
  Napi::ThreadSafeFunction tsfn;
};

void Count(uv_work_t* work) {
  auto* counter = static_cast<Counter*>(work->data);
  for (int n = 1; counter->running; n++) {
    counter->tsfn.BlockingCall([counter, n](Napi::Env env, Napi::Function onTick) {
      if (!counter->running) return;
      onTick.Call({Napi::Number::New(env, n)});
      if (env.IsExceptionPending()) napi_fatal_exception(env, env.GetAndClearPendingException().Value());
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  counter->ended = true;
}

Napi::Value WatchCounter(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsFunction()) {
    Napi::TypeError::New(env, "onTick must be a function").ThrowAsJavaScriptException();
    return env.Undefined();
  }
  auto* counter = new Counter;
  counter->tsfn = Napi::ThreadSafeFunction::New(env, info[0].As<Napi::Function>(), "counter", 0, 1);
  counter->work.data = counter;
  uv_loop_t* loop;
  napi_get_uv_event_loop(env, &loop);
  uv_queue_work(loop, &counter->work, Count, [](uv_work_t*, int) {});
  return Napi::Function::New(env, [counter](const Napi::CallbackInfo&) {
    if (!counter->running) return;
    counter->running = false;
    while (!counter->ended) std::this_thread::yield();
    counter->tsfn.Release();
  });
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("watchCounter", Napi::Function::New(env, WatchCounter));
  return exports;
}

NODE_API_MODULE(myaddon, Init)
