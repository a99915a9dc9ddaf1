#include <napi.h>  // node-addon-api: Node-API for C++
#include <uv.h>

#include <chrono>  // std::chrono::milliseconds
#include <cmath>   // std::sqrt
#include <cstdio>  // std::fwrite, std::fflush
#include <string>
#include <thread>  // std::this_thread::sleep_for

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

// A wait that is too long for a thread.
struct LongDelay {
  explicit LongDelay(Napi::Env env) : context(env, "LongDelay") {}

  uv_timer_t timer;
  Napi::FunctionReference callback;
  Napi::AsyncContext context;
};

void TimeIsUp(uv_timer_t* timer) {
  auto* delay = static_cast<LongDelay*>(timer->data);
  Napi::HandleScope scope(delay->callback.Env());
  delay->callback.MakeCallback(delay->callback.Env().Global(), {}, delay->context);
  uv_close(reinterpret_cast<uv_handle_t*>(timer),
           [](uv_handle_t* handle) { delete static_cast<LongDelay*>(handle->data); });
}

void DelayForLong(int ms, const Napi::Function& callback) {
  auto* delay = new LongDelay(callback.Env());
  delay->callback = Napi::Persistent(callback);
  delay->timer.data = delay;
  uv_loop_t* loop = nullptr;
  napi_get_uv_event_loop(callback.Env(), &loop);
  uv_update_time(loop);
  uv_timer_init(loop, &delay->timer);
  uv_timer_start(&delay->timer, TimeIsUp, static_cast<uint64_t>(ms) + 1, 0);
}

// delay(ms, callback): calls callback after at least ms milliseconds. The JS
// thread stays free in the meantime.
void Delay(const Napi::CallbackInfo& info) {
  int ms = info[0].As<Napi::Number>().Int32Value();
  Napi::Function callback = info[1].As<Napi::Function>();
  if (ms > 1000) {
    DelayForLong(ms, callback);
    return;
  }
  DelayWorker* worker = new DelayWorker(callback, ms);
  worker->Queue();
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("print", Napi::Function::New(env, Print));
  exports.Set("byteLength", Napi::Function::New(env, ByteLength));
  exports.Set("squareRoot", Napi::Function::New(env, SquareRoot));
  exports.Set("attempt", Napi::Function::New(env, Attempt));
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
