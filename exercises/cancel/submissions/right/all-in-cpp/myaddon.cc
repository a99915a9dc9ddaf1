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

  Napi::Promise::Deferred deferred;  // for the JS thread only
  bool settled = false;              // for the JS thread only
  Napi::ObjectReference signal;      // for the JS thread only
  Napi::FunctionReference onAbort;   // for the JS thread only
  std::atomic<bool> stop{false};     // used by both threads, hence atomic
};

// Settles nothing: that is up to the caller. Says whether the caller may.
bool End(Count* count) {
  if (count->settled) return false;
  count->settled = true;
  if (!count->signal.IsEmpty()) {
    Napi::Object signal = count->signal.Value();
    signal.Get("removeEventListener").As<Napi::Function>().Call(
        signal, {Napi::String::New(signal.Env(), "abort"), count->onAbort.Value()});
    count->signal.Reset();
    count->onAbort.Reset();  // the listener refers to the Count, and this is a cycle
  }
  return true;
}

// One count. It runs on a thread of libuv's pool.
class CountWorker : public Napi::AsyncProgressQueueWorker<int64_t> {
 public:
  CountWorker(Napi::Env env, const Napi::Value& onProgress, std::shared_ptr<Count> count, int64_t limit)
      : Napi::AsyncProgressQueueWorker<int64_t>(env), count_(count), limit_(limit) {
    if (onProgress.IsFunction()) on_progress_ = Napi::Persistent(onProgress.As<Napi::Function>());
  }

  // Runs on a pool thread.
  void Execute(const ExecutionProgress& progress) override {
    for (int64_t n = 0; n < limit_; n++) {
      if (count_->stop) return;
      if (IsPrime(n)) primes_++;
      int64_t tested = n + 1;
      if (tested % kReportEvery == 0) progress.Send(&tested, 1);
    }
  }

  // Runs on the JS thread, once for each Send.
  void OnProgress(const int64_t* tested, size_t) override {
    if (count_->settled || on_progress_.IsEmpty()) return;
    on_progress_.Call({Napi::Number::New(Env(), *tested)});
  }

  // Runs on the JS thread after the last OnProgress, unless Execute never ran.
  void OnOK() override {
    if (End(count_.get())) count_->deferred.Resolve(Napi::Number::New(Env(), primes_));
  }

 private:
  std::shared_ptr<Count> count_;
  Napi::FunctionReference on_progress_;
  int64_t limit_;
  uint32_t primes_ = 0;
};

Napi::Value Reject(Count* count, Napi::Value error) {
  count->settled = true;
  count->deferred.Reject(error);
  return count->deferred.Promise();
}

Napi::Value RejectWithCode(Count* count, Napi::Error error, const char* code) {
  error.Set("code", Napi::String::New(error.Env(), code));
  return Reject(count, error.Value());
}

// countPrimes(limit, { signal, onProgress }), without any JavaScript.
Napi::Value CountPrimes(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  auto count = std::make_shared<Count>(env);
  if (!info[0].IsNumber()) {
    return RejectWithCode(count.get(), Napi::TypeError::New(env, "limit must be a number"), "ERR_INVALID_ARG_TYPE");
  }
  double limit = info[0].As<Napi::Number>().DoubleValue();
  if (!(limit >= 0 && limit <= 4294967295.0) || limit != static_cast<int64_t>(limit)) {
    return RejectWithCode(count.get(), Napi::RangeError::New(env, "limit must be a whole number"), "ERR_OUT_OF_RANGE");
  }
  Napi::Object options = info[1].IsObject() ? info[1].As<Napi::Object>() : Napi::Object::New(env);
  Napi::Value given = options.Get("signal");
  if (given.IsObject()) {
    Napi::Object signal = given.As<Napi::Object>();
    if (signal.Get("aborted").ToBoolean()) return Reject(count.get(), signal.Get("reason"));
  }
  CountWorker* worker = new CountWorker(env, options.Get("onProgress"), count, static_cast<int64_t>(limit));
  if (given.IsObject()) {
    Napi::Object signal = given.As<Napi::Object>();
    auto abort = [count, worker](const Napi::CallbackInfo& info) {
      Napi::Value reason = info.This().As<Napi::Object>().Get("reason");
      if (!End(count.get())) return;
      count->stop = true;
      napi_cancel_async_work(info.Env(), *worker);
      count->deferred.Reject(reason);
    };
    Napi::Function onAbort = Napi::Function::New(env, abort);
    signal.Get("addEventListener").As<Napi::Function>().Call(signal, {Napi::String::New(env, "abort"), onAbort});
    count->signal = Napi::Persistent(signal);
    count->onAbort = Napi::Persistent(onAbort);
  }
  worker->Queue();
  return count->deferred.Promise();
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("countPrimes", Napi::Function::New(env, CountPrimes));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
