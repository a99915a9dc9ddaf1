#ifndef MYADDON_WORKER_DELAY_WORKER_H_
#define MYADDON_WORKER_DELAY_WORKER_H_

#include <napi.h>

#include <chrono>

class DelayWorker : public Napi::AsyncWorker {
 public:
  static void Start(const Napi::Number& ms, const Napi::Function& callback);

 protected:
  void Execute() override;
  void OnOK() override;

 private:
  DelayWorker(const Napi::Function& callback,
              std::chrono::milliseconds duration);

  const std::chrono::milliseconds duration_;
};

#endif  // MYADDON_WORKER_DELAY_WORKER_H_
