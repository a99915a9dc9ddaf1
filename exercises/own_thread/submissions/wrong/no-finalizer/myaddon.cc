#include <napi.h>  // node-addon-api: Node-API for C++

#include <atomic>  // std::atomic
#include <chrono>  // std::chrono::milliseconds
#include <cmath>   // std::sqrt
#include <cstdio>  // std::fwrite, std::fflush
#include <memory>  // std::shared_ptr
#include <string>
#include <thread>  // std::thread, std::this_thread::sleep_for

// print(text): writes the text and a newline to standard output.
void Print(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsString()) {
    Napi::TypeError::New(env, "print(text): text must be a string")
        .ThrowAsJavaScriptException();
    return;
  }
  std::string text = info[0].As<Napi::String>().Utf8Value();
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fputc('\n', stdout);
  std::fflush(stdout);
}

// byteLength(text): returns the number of bytes of the text in UTF-8.
Napi::Value ByteLength(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsString()) {
    Napi::TypeError::New(env, "byteLength(text): text must be a string")
        .ThrowAsJavaScriptException();
    return env.Undefined();
  }
  std::string text = info[0].As<Napi::String>().Utf8Value();
  return Napi::Number::New(env, static_cast<double>(text.size()));
}

// squareRoot(n): throws a TypeError if n is not a number, and a RangeError with
// the code ERR_OUT_OF_RANGE if n is negative.
Napi::Value SquareRoot(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsNumber()) {
    Napi::TypeError::New(env, "squareRoot(n): n must be a number")
        .ThrowAsJavaScriptException();
    return env.Undefined();
  }
  double n = info[0].As<Napi::Number>().DoubleValue();
  if (n < 0) {
    Napi::Error error =
        Napi::RangeError::New(env, "squareRoot(n): n must not be negative");
    error.Set("code", Napi::String::New(env, "ERR_OUT_OF_RANGE"));
    error.ThrowAsJavaScriptException();
    return env.Undefined();
  }
  return Napi::Number::New(env, std::sqrt(n));
}

// attempt(fn): calls fn and returns its result. If fn throws an error, returns
// the error's message.
Napi::Value Attempt(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsFunction()) {
    Napi::TypeError::New(env, "attempt(fn): fn must be a function")
        .ThrowAsJavaScriptException();
    return env.Undefined();
  }
  Napi::Value result = info[0].As<Napi::Function>().Call({});
  if (env.IsExceptionPending()) {
    Napi::Error error = env.GetAndClearPendingException();
    return Napi::String::New(env, error.Message());
  }
  return result;
}

// One delay. It waits on a thread of libuv's pool.
class DelayWorker : public Napi::AsyncWorker {
 public:
  DelayWorker(const Napi::Function& callback, int ms)
      : Napi::AsyncWorker(callback), ms_(ms) {}

  // Runs on a pool thread.
  void Execute() override {
    std::this_thread::sleep_for(std::chrono::milliseconds(ms_));
  }

  // Runs on the JS thread.
  void OnOK() override { Callback().Call({}); }

 private:
  int ms_;
};

// delay(ms, callback): calls callback after at least ms milliseconds. The JS
// thread stays free in the meantime.
void Delay(const Napi::CallbackInfo& info) {
  int ms = info[0].As<Napi::Number>().Int32Value();
  Napi::Function callback = info[1].As<Napi::Function>();
  DelayWorker* worker = new DelayWorker(callback, ms);
  worker->Queue();
}

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
      1);  // one thread uses it: release it once
  counter->thread = std::thread(Count, counter.get());

  return Napi::Function::New(env, [counter](const Napi::CallbackInfo&) {
    if (!counter->thread.joinable()) return;  // stopped already
    EndThread(counter.get());
    counter->tsfn.Release();
  });
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("print", Napi::Function::New(env, Print));
  exports.Set("byteLength", Napi::Function::New(env, ByteLength));
  exports.Set("squareRoot", Napi::Function::New(env, SquareRoot));
  exports.Set("attempt", Napi::Function::New(env, Attempt));
  exports.Set("delay", Napi::Function::New(env, Delay));
  exports.Set("watchCounter", Napi::Function::New(env, WatchCounter));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
