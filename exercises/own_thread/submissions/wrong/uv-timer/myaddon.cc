#include <napi.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <uv.h>

struct Counter {
  uv_timer_t timer;
  Napi::Env env{nullptr};
  Napi::FunctionReference onTick;
  int n = 0;
  bool running = true;
};

void Tick(uv_timer_t* timer) {
  auto* counter = static_cast<Counter*>(timer->data);
  Napi::Env env = counter->env;
  Napi::HandleScope scope(env);
  counter->onTick.Call({Napi::Number::New(env, ++counter->n)});
  if (env.IsExceptionPending()) napi_fatal_exception(env, env.GetAndClearPendingException().Value());
}

Napi::Value WatchCounter(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsFunction()) {
    Napi::TypeError::New(env, "onTick must be a function").ThrowAsJavaScriptException();
    return env.Undefined();
  }
  auto* counter = new Counter;
  counter->env = env;
  counter->onTick = Napi::Persistent(info[0].As<Napi::Function>());
  uv_loop_t* loop;
  napi_get_uv_event_loop(env, &loop);
  uv_timer_init(loop, &counter->timer);
  counter->timer.data = counter;
  uv_timer_start(&counter->timer, Tick, 5, 5);
  return Napi::Function::New(env, [counter](const Napi::CallbackInfo&) {
    if (!counter->running) return;
    counter->running = false;
    counter->onTick.Reset();
    uv_close(reinterpret_cast<uv_handle_t*>(&counter->timer), nullptr);
  });
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("watchCounter", Napi::Function::New(env, WatchCounter));
  return exports;
}

NODE_API_MODULE(myaddon, Init)
