// startCount counts primes on a thread of the pool, and returns a promise, as in
// PROMISES. Follow STEP 1 to STEP 4 below; STEP 5 and STEP 6 are in index.js. The
// files work as they are, and should work again after every step. To try them:
//
//   learnyounative run myaddon/ countPrimes 2000000

#include <napi.h>

#include <atomic>
#include <cstdint>
#include <memory>

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

  Napi::Promise::Deferred deferred;

  // STEP 2: add two members: a bool `settled`, which only the JS thread uses, and
  // a `std::atomic<bool>` `stop`, which both threads use. Both begin as false.
};

// One count. It runs on a thread of libuv's pool.
class CountWorker : public Napi::AsyncProgressQueueWorker<int64_t> {
 public:
  CountWorker(const Napi::Function& onProgress, std::shared_ptr<Count> count,
              int64_t limit)
      : Napi::AsyncProgressQueueWorker<int64_t>(onProgress),
        count_(count),
        limit_(limit) {}

  // Runs on a pool thread.
  void Execute(const ExecutionProgress& progress) override {
    for (int64_t n = 0; n < limit_; n++) {
      // STEP 2, continued: return if `count_->stop` is true.
      if (IsPrime(n)) primes_++;
      // STEP 1: when n + 1 is a multiple of kReportEvery, send it: put it into
      // an int64_t, and pass its address and the number 1 to `progress.Send`.
    }
  }

  // Runs on the JS thread, once for each Send.
  void OnProgress(const int64_t* tested, size_t) override {
    // STEP 1, continued: call `Callback()`, which is onProgress, with the number
    // that `tested` points to, as a Napi::Number.

    // STEP 4: do nothing if the promise is settled: this report was in the queue
    // when cancel was called.
  }

  // Runs on the JS thread after the last OnProgress, unless Execute never ran.
  void OnOK() override {
    // STEP 4, continued: do nothing if it is settled; otherwise, it is now.
    count_->deferred.Resolve(Napi::Number::New(Env(), primes_));
  }

 private:
  std::shared_ptr<Count> count_;
  int64_t limit_;
  uint32_t primes_ = 0;
};

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
  CountWorker* worker = new CountWorker(info[1].As<Napi::Function>(), count,
                                        static_cast<int64_t>(limit));
  worker->Queue();

  // STEP 3: this runs on the JS thread. If the promise is not settled yet, cancel
  // does four things:
  // - it sets `settled`;
  // - it asks what runs to stop: it sets `stop`;
  // - it cancels what is queued: `napi_cancel_async_work(info.Env(), *worker)`.
  //   This fails if the work runs already, which is fine;
  // - it rejects the promise with its argument, `info[0]`.
  auto cancel = [count, worker](const Napi::CallbackInfo& info) {};
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
