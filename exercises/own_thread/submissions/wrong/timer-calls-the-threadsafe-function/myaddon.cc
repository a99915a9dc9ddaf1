#include <napi.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <uv.h>

struct Counter {
  uv_timer_t timer;
  Napi::Env env{nullptr};
  Napi::ThreadSafeFunction tsfn;
  int n = 0;
  bool running = true;
};

void Tick(uv_timer_t* timer) {
  auto* counter = static_cast<Counter*>(timer->data);
  int n = ++counter->n;
  counter->tsfn.NonBlockingCall([counter, n](Napi::Env env, Napi::Function onTick) {
    if (!counter->running) return;
    onTick.Call({Napi::Number::New(env, n)});
    if (env.IsExceptionPending()) napi_fatal_exception(env, env.GetAndClearPendingException().Value());
  });
}

Napi::Value WatchCounter(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsFunction()) {
    Napi::TypeError::New(env, "onTick must be a function").ThrowAsJavaScriptException();
    return env.Undefined();
  }
  auto* counter = new Counter;
  counter->env = env;
  counter->tsfn = Napi::ThreadSafeFunction::New(env, info[0].As<Napi::Function>(), "counter", 0, 1);
  uv_loop_t* loop;
  napi_get_uv_event_loop(env, &loop);
  uv_timer_init(loop, &counter->timer);
  counter->timer.data = counter;
  uv_timer_start(&counter->timer, Tick, 5, 5);
  return Napi::Function::New(env, [counter](const Napi::CallbackInfo&) {
    if (!counter->running) return;
    counter->running = false;
    counter->tsfn.Release();
    uv_close(reinterpret_cast<uv_handle_t*>(&counter->timer), nullptr);
  });
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("watchCounter", Napi::Function::New(env, WatchCounter));
  return exports;
}

NODE_API_MODULE(myaddon, Init)
