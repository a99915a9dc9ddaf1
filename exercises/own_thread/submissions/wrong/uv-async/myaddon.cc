#include <napi.h>

#include <atomic>
#include <chrono>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <uv.h>

// uv_async_send is what a threadsafe function uses, too.
struct Counter {
  uv_async_t async;
  std::mutex mutex;
  std::deque<int> numbers;
  std::atomic<bool> running{true};
  Napi::Env env{nullptr};
  Napi::FunctionReference onTick;
  std::thread thread;
};

void Count(Counter* counter) {
  for (int n = 1; counter->running; n++) {
    {
      std::lock_guard<std::mutex> lock(counter->mutex);
      counter->numbers.push_back(n);
    }
    uv_async_send(&counter->async);
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

void Deliver(uv_async_t* async) {
  auto* counter = static_cast<Counter*>(async->data);
  Napi::Env env = counter->env;
  Napi::HandleScope scope(env);
  while (counter->running) {
    int n;
    {
      std::lock_guard<std::mutex> lock(counter->mutex);
      if (counter->numbers.empty()) return;
      n = counter->numbers.front();
      counter->numbers.pop_front();
    }
    counter->onTick.Call({Napi::Number::New(env, n)});
    if (env.IsExceptionPending()) napi_fatal_exception(env, env.GetAndClearPendingException().Value());
  }
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
  uv_async_init(loop, &counter->async, Deliver);
  counter->async.data = counter;
  counter->thread = std::thread(Count, counter);
  return Napi::Function::New(env, [counter](const Napi::CallbackInfo&) {
    if (!counter->thread.joinable()) return;
    counter->running = false;
    counter->thread.join();
    counter->onTick.Reset();
    uv_close(reinterpret_cast<uv_handle_t*>(&counter->async), nullptr);
  });
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("watchCounter", Napi::Function::New(env, WatchCounter));
  return exports;
}

NODE_API_MODULE(myaddon, Init)
