#include "worker.h"

#include <chrono>
#include <thread>

DelayWorker::DelayWorker(const Napi::Function& callback, int ms)
    : Napi::AsyncWorker(callback), ms_(ms) {}

void DelayWorker::Execute() {
  std::this_thread::sleep_for(std::chrono::milliseconds(ms_));
}
