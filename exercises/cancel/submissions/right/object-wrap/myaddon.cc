#include <napi.h>

#include <atomic>
#include <cstdint>
#include <optional>

static bool IsPrime(int64_t n) {
  if (n < 4) return n >= 2;
  if (n % 2 == 0) return false;
  for (int64_t divisor = 3; divisor * divisor <= n; divisor += 2) {
    if (n % divisor == 0) return false;
  }
  return true;
}

// new Count(limit, onProgress): a count with the methods start() and cancel(reason). While it runs, it
// keeps itself alive.
class Count : public Napi::ObjectWrap<Count> {
 public:
  static Napi::Function Define(Napi::Env env) {
    return DefineClass(env, "Count", {InstanceMethod("start", &Count::Start), InstanceMethod("cancel", &Count::Cancel)});
  }

  explicit Count(const Napi::CallbackInfo& info)
      : Napi::ObjectWrap<Count>(info),
        limit_(info[0].As<Napi::Number>().Int64Value()),
        on_progress_(Napi::Persistent(info[1].As<Napi::Function>())) {}

 private:
  struct Worker : public Napi::AsyncProgressQueueWorker<double> {
    explicit Worker(Count* count) : Napi::AsyncProgressQueueWorker<double>(count->Env()), count(count) { count->Ref(); }
    ~Worker() override {
      count->worker_ = nullptr;
      count->Unref();
    }
    void Execute(const ExecutionProgress& progress) override { count->Run(progress); }
    void OnProgress(const double* tested, size_t) override {
      if (count->pending_) count->on_progress_.Call({Napi::Number::New(Env(), *tested)});
    }
    void OnOK() override {
      if (!count->pending_) return;
      count->pending_ = false;
      count->deferred_->Resolve(Napi::Number::New(Env(), count->primes_));
    }
    Count* count;
  };

  void Run(const Worker::ExecutionProgress& progress) {
    double tested = 0;
    while (tested < limit_ && !stop_.told()) {
      if (IsPrime(static_cast<int64_t>(tested))) primes_++;
      tested++;
      if (static_cast<int64_t>(tested) % 10000 == 0) progress.Send(&tested, 1);
    }
  }

  Napi::Value Start(const Napi::CallbackInfo& info) {
    deferred_.emplace(info.Env());
    pending_ = true;
    worker_ = new Worker(this);
    worker_->Queue();
    return deferred_->Promise();
  }

  void Cancel(const Napi::CallbackInfo& info) {
    if (!pending_) return;
    pending_ = false;
    stop_.tell();
    napi_cancel_async_work(info.Env(), *worker_);
    deferred_->Reject(info[0]);
  }

  class Flag {
   public:
    void tell() { value_.store(1, std::memory_order_relaxed); }
    bool told() const { return value_.load(std::memory_order_relaxed) != 0; }

   private:
    std::atomic<int> value_{0};
  };

  std::optional<Napi::Promise::Deferred> deferred_;
  int64_t limit_;
  Napi::FunctionReference on_progress_;
  Worker* worker_ = nullptr;
  bool pending_ = false;
  Flag stop_;
  double primes_ = 0;
};

static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("Count", Count::Define(env));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
