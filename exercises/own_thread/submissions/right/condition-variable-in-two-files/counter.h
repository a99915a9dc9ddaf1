#pragma once
#include <napi.h>

#include <condition_variable>
#include <mutex>
#include <thread>

// A thread that counts until Stop(), which wakes it from its wait.
class Counter {
 public:
  explicit Counter(Napi::ThreadSafeFunction tsfn);
  ~Counter();
  Counter(const Counter&) = delete;
  Counter& operator=(const Counter&) = delete;

  // All on the JS thread.
  void Stop();
  void Join();
  bool stopped() const { return stopped_; }

 private:
  void Run();

  Napi::ThreadSafeFunction tsfn_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;  // guarded by mutex_
  bool stopped_ = false;   // JS thread only
  std::thread thread_;
};
