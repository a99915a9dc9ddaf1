#include <napi.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <thread>

// How often onProgress is called: after so many numbers.
const int64_t kReportEvery = 10000;

// Tries every odd divisor. This is slow on purpose.
bool IsPrime(int64_t n) {
  if (n < 4) return n >= 2;
  if (n % 2 == 0) return false;
  for (int64_t divisor = 3; divisor * divisor <= n; divisor += 2) {
    if (n % divisor == 0) return false;
  }
  return true;
}

// What the worker and its cancel function share. It lasts as long as either of
// them does.
struct Count {
  explicit Count(Napi::Env env) : deferred(env) {}

  Napi::Promise::Deferred deferred;  // for the JS thread only
  bool settled = false;              // for the JS thread only
  std::atomic<bool> stop{false};     // used by both threads, hence atomic
};

// Counts on its own thread.
struct Thread {
  std::thread thread;
  Napi::ThreadSafeFunction tsfn;
  uint32_t primes = 0;
};

void Run(std::shared_ptr<Count> count, Thread* self, int64_t limit) {
  for (int64_t n = 0; n < limit && !count->stop; n++) {
    if (IsPrime(n)) self->primes++;
    int64_t tested = n + 1;
    if (tested % kReportEvery != 0) continue;
    self->tsfn.BlockingCall([count, tested](Napi::Env env, Napi::Function onProgress) {
      if (!count->settled) onProgress.Call({Napi::Number::New(env, tested)});
    });
  }
  self->tsfn.Release();
}

// Throws an error with a code.
Napi::Value Throw(Napi::Error error, const char* code) {
  error.Set("code", Napi::String::New(error.Env(), code));
  error.ThrowAsJavaScriptException();
  return error.Env().Undefined();
}

// startCount(limit, onProgress): returns { promise, cancel }. cancel(reason)
// rejects the promise, unless it is settled, and sees to it that the work ends.
Napi::Value StartCount(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsNumber()) {
    return Throw(Napi::TypeError::New(env, "limit must be a number"),
                 "ERR_INVALID_ARG_TYPE");
  }
  double limit = info[0].As<Napi::Number>().DoubleValue();
  if (!(limit >= 0 && limit <= 4294967295.0) ||
      limit != static_cast<int64_t>(limit)) {
    return Throw(Napi::RangeError::New(env, "limit must be a whole number"),
                 "ERR_OUT_OF_RANGE");
  }
  auto count = std::make_shared<Count>(env);
  Thread* thread = new Thread();
  thread->tsfn = Napi::ThreadSafeFunction::New(
      env, info[1].As<Napi::Function>(), "startCount", 0, 1, [count, thread](Napi::Env env) {
        thread->thread.join();
        if (!count->settled) {
          count->settled = true;
          count->deferred.Resolve(Napi::Number::New(env, thread->primes));
        }
        delete thread;
      });
  thread->thread = std::thread(Run, count, thread, static_cast<int64_t>(limit));

  auto cancel = [count](const Napi::CallbackInfo& info) {
    if (count->settled) return;
    count->settled = true;
    count->stop = true;                           // asks what runs to stop
    count->deferred.Reject(info[0]);
  };
  Napi::Object result = Napi::Object::New(env);
  result.Set("promise", count->deferred.Promise());
  result.Set("cancel", Napi::Function::New(env, cancel));
  return result;
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("startCount", Napi::Function::New(env, StartCount));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
