// MISTAKE: worker.cc includes this header, too, so that millisecondsOf is defined twice.

#pragma once

#include <napi.h>

// Never negative, whatever JavaScript says.
unsigned millisecondsOf(const Napi::Value& value) {
  double ms = value.As<Napi::Number>().DoubleValue();
  return ms > 0 ? static_cast<unsigned>(ms) : 0;
}

class DelayWorker : public Napi::AsyncWorker {
 public:
  DelayWorker(const Napi::Function& callback, unsigned ms);
  void Execute() override;
  void OnOK() override;

 private:
  unsigned ms_;
};
