// Your add-on so far. `delay` works, but it sleeps on the JS thread. Meanwhile,
// no timer fires, no promise resolves and no request gets a response. Run it to
// see this:
//
//   learnyounative run myaddon/ delay 1000
//
// Move the sleep to libuv's thread pool: follow STEP 1 to STEP 5 below. The
// file compiles as it is, and it should compile again after every step.

#include <napi.h>  // node-addon-api: Node-API for C++

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

// A worker is one piece of work for the pool. `: public Napi::AsyncWorker` is
// like `extends AsyncWorker` in JavaScript.
class DelayWorker : public Napi::AsyncWorker {
 public:
  // The constructor runs on the JS thread. The part after the colon is like
  // `super(callback)`: the base class stores the callback for later.
  //
  // STEP 1: Execute() needs the milliseconds. Add a second parameter, `int ms`,
  // and store it in a member (see the end of the class).
  explicit DelayWorker(const Napi::Function& callback)
      : Napi::AsyncWorker(callback) {}

  // Runs on a pool thread. Use only plain C++ data here: no Napi::Value, no
  // callback, no Env().
  void Execute() override {
    // STEP 2: move the sleep here.
  }

  // Runs on the JS thread after Execute() has returned.
  void OnOK() override {
    // STEP 3: call the callback without arguments. The base class provides it
    // as Callback().
  }

 private:
  // STEP 1, continued: declare the member here: `int ms_;`. To initialize it,
  // add it after the base class: `: Napi::AsyncWorker(callback), ms_(ms)`
};

// delay(ms, callback): calls callback after at least ms milliseconds. This is
// the function that JavaScript calls. It runs on the JS thread.
void Delay(const Napi::CallbackInfo& info) {
  // Convert the arguments here: they are valid only until Delay returns.
  int ms = info[0].As<Napi::Number>().Int32Value();
  Napi::Function callback = info[1].As<Napi::Function>();

  // STEP 4: create a worker with `new DelayWorker(...)` and call its Queue()
  // method, which hands it to the pool. Do not `delete` the worker: it deletes
  // itself when it is done.

  // STEP 5: remove these two lines. The worker sleeps and calls back now.
  std::this_thread::sleep_for(std::chrono::milliseconds(ms));
  callback.Call({});
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
