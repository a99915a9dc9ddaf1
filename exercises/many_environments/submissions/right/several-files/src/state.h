#pragma once

#include <napi.h>

#include <cstdint>

// What one environment remembers.
class State {
 public:
  static State& Of(Napi::Env env) { return *env.GetInstanceData<State>(); }

  uint32_t Remember(Napi::Object object);
  Napi::Value Recall(Napi::Env env);

 private:
  uint32_t count_ = 0;
  Napi::ObjectReference last_;
};
