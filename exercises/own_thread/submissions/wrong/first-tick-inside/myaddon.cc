#include <napi.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

// One counter. The JS thread and the counting thread share it.
struct Counter {
  std::atomic<bool> running{true};  // used by both threads, hence atomic
  Napi::ThreadSafeFunction tsfn;    // how the thread reaches onTick
  std::thread thread;
};

// Runs on the JS thread, once for each number.
void Tick(Napi::Env env, Napi::Function onTick, const Counter& counter, int n) {
  if (!counter.running) return;  // was in the queue when stop() was called
  onTick.Call({Napi::Number::New(env, n)});
  if (env.IsExceptionPending()) {
    Napi::Error error = env.GetAndClearPendingException();
    napi_fatal_exception(env, error.Value());  // emits uncaughtException
  }
}

// The function of the thread: counts until `running` is false.
void Count(Counter* counter) {
  for (int n = 1; counter->running; n++) {
    napi_status status = counter->tsfn.BlockingCall(
        [counter, n](Napi::Env env, Napi::Function onTick) {
          Tick(env, onTick, *counter, n);
        });
    if (status != napi_ok) return;  // closed: see the finalizer below
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

// Tells the thread to end, and waits for its end.
void EndThread(Counter* counter) {
  counter->running = false;
  if (counter->thread.joinable()) counter->thread.join();
}

// watchCounter(onTick): counts on its own thread, and calls onTick(1), onTick(2)
// and so on, until the function that it returns is called.
Napi::Value WatchCounter(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsFunction()) {
    Napi::TypeError::New(env, "watchCounter(onTick): onTick must be a function")
        .ThrowAsJavaScriptException();
    return env.Undefined();
  }
  // Deleted when nothing refers to it any more: neither of the two lambdas.
  auto counter = std::make_shared<Counter>();
  counter->tsfn = Napi::ThreadSafeFunction::New(
      env, info[0].As<Napi::Function>(), "watchCounter",
      0,  // the queue has no limit
      1,  // one thread uses it: release it once
      // The finalizer. It runs after the release, or when the environment ends.
      [counter](Napi::Env) { EndThread(counter.get()); });
  Tick(env, info[0].As<Napi::Function>(), *counter, 0);
  counter->thread = std::thread(Count, counter.get());

  return Napi::Function::New(env, [counter](const Napi::CallbackInfo&) {
    if (!counter->thread.joinable()) return;  // stopped already
    EndThread(counter.get());
    counter->tsfn.Release();
  });
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("watchCounter", Napi::Function::New(env, WatchCounter));
  return exports;
}

NODE_API_MODULE(myaddon, Init)
