#pragma once

#include <napi.h>

class DelayWorker : public Napi::AsyncWorker {
 public:
  DelayWorker(const Napi::Function& callback, int ms);
  void Execute() override;

 private:
  int ms_;
};
