#pragma once
#include <napi.h>

#include <atomic>
#include <memory>

// Thrown by Execute when it is told to stop.
struct Stopped : std::exception {
  const char* what() const noexcept override { return "stopped"; }
};

class Count : public Napi::AsyncProgressQueueWorker<std::int64_t> {
 public:
  // Outlives the worker.
  struct Handle {
    explicit Handle(Napi::Env env) : deferred(env) {}
    void Cancel(Napi::Value reason);

    Count* worker = nullptr;
    Napi::Promise::Deferred deferred;
    std::atomic_bool stop{false};
  };

  Count(Napi::Function onProgress, std::int64_t limit);
  ~Count() override { handle_->worker = nullptr; }
  std::shared_ptr<Handle> handle() const { return handle_; }

  void Execute(const ExecutionProgress& progress) override;
  void OnProgress(const std::int64_t* tested, size_t size) override;
  void OnOK() override;
  void OnError(const Napi::Error& error) override;

 private:
  std::shared_ptr<Handle> handle_;
  std::int64_t limit_;
  double primes_ = 0;
};
