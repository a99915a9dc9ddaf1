// Your add-on so far. `squareRootOf` does not return a promise yet. Follow STEP 2
// to STEP 6 below; STEP 1 is in binding.gyp. The file compiles as it is, and it
// should compile again after every step. To try it:
//
//   learnyounative run myaddon/ squareRootOf 2

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

// One square root. It is computed on a thread of libuv's pool. This worker has
// no callback: its constructor passes the environment to the base class instead.
class SquareRootWorker : public Napi::AsyncWorker {
 public:
  // STEP 3: OnOK() needs the deferred, and Execute() the number. Add two
  // parameters, `Napi::Promise::Deferred deferred` and `double n`, and store
  // them in members (see the end of the class). You can then remove the word
  // `explicit`.
  explicit SquareRootWorker(Napi::Env env) : Napi::AsyncWorker(env) {}

  // Runs on a pool thread. Use only plain C++ data here.
  void Execute() override {
    // STEP 4: compute the root, and store it in a member.
  }

  // One of these two runs on the JS thread after Execute() has returned.
  void OnOK() override {
    // STEP 5: resolve the deferred with the root, as a Napi::Number. In a
    // worker, `Env()` returns the environment.
  }
  void OnError(const Napi::Error& error) override {
    // STEP 5, continued: reject the deferred with `error.Value()`. This runs if
    // Execute() fails. Yours cannot, but a promise has to be settled on every
    // path.
  }

 private:
  // STEP 3, continued: declare three members: the deferred, the number, and the
  // root.
};

// squareRootOf(n): returns a promise of the square root. If n is not a number,
// the promise is rejected with a TypeError; if n is negative, with a RangeError.
Napi::Value SquareRootOf(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  // STEP 2: create a deferred: `Napi::Promise::Deferred::New(env)`. Return its
  // promise at the end, in place of `env.Undefined()`.

  // STEP 6: check the argument as SquareRoot does, and give both errors a code:
  // ERR_INVALID_ARG_TYPE and ERR_OUT_OF_RANGE. Do not throw them: reject the
  // deferred with `error.Value()`, and return its promise.

  // STEP 3, continued: read the number, create a worker with `new`, and call its
  // Queue() method.

  return env.Undefined();
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("print", Napi::Function::New(env, Print));
  exports.Set("byteLength", Napi::Function::New(env, ByteLength));
  exports.Set("squareRoot", Napi::Function::New(env, SquareRoot));
  exports.Set("attempt", Napi::Function::New(env, Attempt));
  exports.Set("delay", Napi::Function::New(env, Delay));
  exports.Set("squareRootOf", Napi::Function::New(env, SquareRootOf));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
