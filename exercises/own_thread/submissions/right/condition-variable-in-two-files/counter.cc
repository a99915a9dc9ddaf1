#include "counter.h"

#include <chrono>

Counter::Counter(Napi::ThreadSafeFunction tsfn) : tsfn_(tsfn), thread_(&Counter::Run, this) {}

Counter::~Counter() { Join(); }

void Counter::Run() {
  std::unique_lock<std::mutex> lock(mutex_);
  int n = 0;
  while (!stopping_) {
    n++;
    lock.unlock();
    napi_status status = tsfn_.NonBlockingCall([this, n](Napi::Env env, Napi::Function onTick) {
      if (stopped_) return;
      onTick.Call({Napi::Number::New(env, n)});
      if (env.IsExceptionPending()) {
        Napi::Error error = env.GetAndClearPendingException();
        napi_fatal_exception(env, error.Value());
      }
    });
    lock.lock();
    if (status != napi_ok) return;
    wake_.wait_for(lock, std::chrono::milliseconds(5), [this] { return stopping_; });
  }
}

void Counter::Join() {
  stopped_ = true;
  {
    std::lock_guard<std::mutex> lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void Counter::Stop() {
  if (stopped_) return;
  Join();
  tsfn_.Release();
}
