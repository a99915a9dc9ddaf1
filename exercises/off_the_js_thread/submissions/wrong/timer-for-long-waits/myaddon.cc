// MISTAKE: waits of more than a second are on a timer of the event loop, and
// only the others on the pool.

#include <napi.h>
#include <uv.h>

#include <chrono>
#include <thread>

class DelayWorker : public Napi::AsyncWorker {
 public:
  DelayWorker(const Napi::Function& callback, int ms)
      : Napi::AsyncWorker(callback), ms_(ms) {}

  void Execute() override {
    std::this_thread::sleep_for(std::chrono::milliseconds(ms_));
  }

  void OnOK() override { Callback().Call({}); }

 private:
  int ms_;
};

struct LongDelay {
  LongDelay(const Napi::Function& function)
      : callback(Napi::Persistent(function)),
        context(function.Env(), "LongDelay") {}

  uv_timer_t timer;
  Napi::FunctionReference callback;
  Napi::AsyncContext context;
};

void TimeIsUp(uv_timer_t* timer) {
  auto* delay = static_cast<LongDelay*>(timer->data);
  Napi::Env env = delay->callback.Env();
  Napi::HandleScope scope(env);
  delay->callback.MakeCallback(env.Global(), {}, delay->context);
  uv_close(reinterpret_cast<uv_handle_t*>(timer), [](uv_handle_t* handle) {
    delete static_cast<LongDelay*>(handle->data);
  });
}

void WaitOnTimer(const Napi::Function& callback, int ms) {
  auto* delay = new LongDelay(callback);
  delay->timer.data = delay;
  uv_loop_t* loop = nullptr;
  napi_get_uv_event_loop(callback.Env(), &loop);
  uv_update_time(loop);
  uv_timer_init(loop, &delay->timer);
  uv_timer_start(&delay->timer, TimeIsUp, static_cast<uint64_t>(ms) + 1, 0);
}

void Delay(const Napi::CallbackInfo& info) {
  int ms = info[0].As<Napi::Number>().Int32Value();
  Napi::Function callback = info[1].As<Napi::Function>();
  if (ms > 1000) {
    WaitOnTimer(callback, ms);
  } else {
    (new DelayWorker(callback, ms))->Queue();
  }
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
