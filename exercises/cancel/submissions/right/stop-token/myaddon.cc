#include <napi.h>

#include <cstdint>
#include <memory>
#include <stop_token>

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
  std::stop_source stop;             // safe to use from both threads
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
    const std::stop_token token = count_->stop.get_token();
    for (int64_t n = 0; n < limit_ && !token.stop_requested(); n++) {
      if (IsPrime(n)) primes_++;
      int64_t tested = n + 1;
      if (tested % kReportEvery == 0) progress.Send(&tested, 1);
    }
  }

  // Runs on the JS thread, once for each Send.
  void OnProgress(const int64_t* tested, size_t) override {
    if (count_->settled) return;  // was in the queue when cancel was called
    Callback().Call({Napi::Number::New(Env(), *tested)});
  }

  // Runs on the JS thread after the last OnProgress, unless Execute never ran.
  void OnOK() override {
    if (count_->settled) return;
    count_->settled = true;
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

  auto cancel = [count, worker](const Napi::CallbackInfo& info) {
    if (count->settled) return;  // the worker may be gone
    count->settled = true;
    count->stop.request_stop();                   // asks what runs to stop
    napi_cancel_async_work(info.Env(), *worker);  // cancels what is queued
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
