#include "count.h"

#include "prime.h"

Count::Count(Napi::Function onProgress, std::int64_t limit)
    : AsyncProgressQueueWorker(onProgress), handle_(std::make_shared<Handle>(onProgress.Env())), limit_(limit) {
  handle_->worker = this;
}

void Count::Execute(const ExecutionProgress& progress) {
  std::int64_t n = 0;
  while (n < limit_) {
    if (handle_->stop.load(std::memory_order_relaxed)) throw Stopped();
    if (IsPrime(n)) primes_++;
    if (++n % 10000 == 0) progress.Send(&n, 1);
  }
}

void Count::OnProgress(const std::int64_t* tested, size_t) {
  if (!handle_->stop) Callback().Call({Napi::Number::New(Env(), *tested)});
}

void Count::OnOK() {
  if (!handle_->stop) handle_->deferred.Resolve(Napi::Number::New(Env(), primes_));
}

void Count::OnError(const Napi::Error& error) {
  if (!handle_->stop) handle_->deferred.Reject(error.Value());
}

void Count::Handle::Cancel(Napi::Value reason) {
  if (worker == nullptr || stop.exchange(true)) return;
  deferred.Reject(reason);
  try {
    worker->AsyncWorker::Cancel();
  } catch (const Napi::Error&) {
    // It runs already, and looks at stop.
  }
}
