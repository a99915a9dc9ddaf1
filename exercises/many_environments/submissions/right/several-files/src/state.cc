#include "state.h"

uint32_t State::Remember(Napi::Object object) {
  last_.Reset(object, 1);
  return ++count_;
}

Napi::Value State::Recall(Napi::Env env) {
  if (last_.IsEmpty()) return env.Undefined();
  return last_.Value();
}
