#include "worker/delay_worker.h"

#include <thread>

void DelayWorker::Start(const Napi::Number& ms,
                        const Napi::Function& callback) {
  std::chrono::milliseconds duration(ms.Int64Value());
  auto* worker = new DelayWorker(callback, duration);
  worker->Queue();
}

DelayWorker::DelayWorker(const Napi::Function& callback,
                         std::chrono::milliseconds duration)
    : Napi::AsyncWorker(callback, "myaddon:delay"), duration_(duration) {}

void DelayWorker::Execute() { std::this_thread::sleep_for(duration_); }

void DelayWorker::OnOK() { Callback().Call({}); }
