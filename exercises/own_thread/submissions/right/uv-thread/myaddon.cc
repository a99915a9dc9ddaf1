#include <napi.h>
#include <uv.h>

#include <memory>

// libuv's threads and mutexes: they are the same on every system.
class Counter {
 public:
  Counter() { uv_mutex_init(&mutex_); }
  ~Counter() { uv_mutex_destroy(&mutex_); }

  void Start(Napi::ThreadSafeFunction tsfn) {
    tsfn_ = tsfn;
    started_ = uv_thread_create(&thread_, [](void* self) { static_cast<Counter*>(self)->Run(); }, this) == 0;
  }

  void End() {
    if (!started_) return;
    uv_mutex_lock(&mutex_);
    running_ = false;
    uv_mutex_unlock(&mutex_);
    uv_thread_join(&thread_);
    started_ = false;
  }

  void Stop() {
    if (!started_) return;
    End();
    tsfn_.Release();
  }

  bool IsRunning() {
    uv_mutex_lock(&mutex_);
    bool running = running_;
    uv_mutex_unlock(&mutex_);
    return running;
  }

 private:
  void Run() {
    for (int n = 1; IsRunning(); n++) {
      napi_status status = tsfn_.BlockingCall([this, n](Napi::Env env, Napi::Function onTick) {
        if (!IsRunning()) return;
        onTick.Call({Napi::Number::New(env, n)});
        if (env.IsExceptionPending()) napi_fatal_exception(env, env.GetAndClearPendingException().Value());
      });
      if (status != napi_ok) return;
      uv_sleep(5);
    }
  }

  uv_mutex_t mutex_;
  uv_thread_t thread_;
  Napi::ThreadSafeFunction tsfn_;
  bool running_ = true;
  bool started_ = false;
};

Napi::Value WatchCounter(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsFunction()) {
    Napi::TypeError::New(env, "onTick must be a function").ThrowAsJavaScriptException();
    return env.Undefined();
  }
  auto counter = std::make_shared<Counter>();
  counter->Start(Napi::ThreadSafeFunction::New(env, info[0].As<Napi::Function>(), "counter", 0, 1,
                                               [counter](Napi::Env) { counter->End(); }));
  return Napi::Function::New(env, [counter](const Napi::CallbackInfo&) { counter->Stop(); });
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("watchCounter", Napi::Function::New(env, WatchCounter));
  return exports;
}

NODE_API_MODULE(myaddon, Init)
