#pragma once

#include <napi.h>

#include <atomic>
#include <cstdint>
#include <thread>

// A source of readings that does not wait for anybody.
class Sensor {
 public:
  static Sensor* Start(Napi::Env env, uint32_t count, Napi::Function onReading, Napi::Function onEnd);
  void Stop() { running_ = false; }
  void Keep() { users_++; }
  void Leave() {
    if (--users_ == 0) delete this;
  }

 private:
  explicit Sensor(uint32_t count) : count_(count) {}
  void Run();
  void Deliver(Napi::Env env, Napi::Function onReading, uint32_t n);
  void End(Napi::Env env);

  const uint32_t count_;
  int users_ = 1;  // on the JS thread only
  std::atomic<bool> running_{true};
  std::atomic<uint32_t> refused_{0};
  uint32_t delivered_ = 0;
  napi_status last_ = napi_ok;
  Napi::ThreadSafeFunction queue_;
  Napi::FunctionReference onEnd_;
  std::thread thread_;
};
